package org.argand.phy.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.argand.array.ArgandException;
import org.argand.tensor.Scope;

/**
 * The batches of one point in their order, some of them computed ahead by other threads.
 *
 * <p>Who computes a batch and when does not change it; those computed beyond the last one asked for are thrown away.
 */
final class BatchSequence implements AutoCloseable {
    private final LinkModel model;
    private final SweepSettings settings;
    private final double ebnoDb;
    private final ExecutorService threads;
    private final int ahead;
    private final Deque<Future<BlockErrors>> pending = new ArrayDeque<>();
    private long submitted;

    /**
     * Begins at batch {@code first}.
     *
     * @param ahead batches being computed at once, at least 1
     */
    BatchSequence(
            LinkModel model,
            SweepSettings settings,
            double ebnoDb,
            long first,
            ExecutorService threads,
            int ahead) {
        this.model = model;
        this.settings = settings;
        this.ebnoDb = ebnoDb;
        this.submitted = first;
        this.threads = threads;
        this.ahead = ahead;
    }

    /** The next batch; what went wrong in its thread is thrown here. */
    BlockErrors next() {
        while (pending.size() < ahead && submitted < settings.batches()) {
            long index = submitted++;
            pending.add(threads.submit(() -> compute(index)));
        }
        try {
            return pending.remove().get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException r -> throw r;
                case Error r -> throw r;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    private BlockErrors compute(long index) {
        int blocks = settings.blocksOf(index);
        try (Scope _ = Scope.open()) {
            BlockErrors errors = model.transmit(ebnoDb, blocks, settings.stream(ebnoDb, index));
            if (errors.blocks() != blocks) {
                throw new ArgandException.InvalidArgument(
                        "simulation",
                        "the link sent " + errors.blocks() + " blocks instead of " + blocks);
            }
            return errors;
        }
    }

    /** Gives up what was computed ahead. */
    @Override
    public void close() {
        pending.forEach(f -> f.cancel(false));
        pending.clear();
    }
}
