package org.argand.backend.cuda;

import java.util.Optional;
import org.argand.array.ArgandException;

/**
 * What a thread queued on its stream, recorded once and then launched as a whole, on the same memory each time.
 *
 * <p>What is recorded should have run before, so that kernels, plans and workspaces are there. Buffers that existed before must
 * be kept by who launches; memory that was taken meanwhile is the graph's until {@link #close}. Other threads see what a
 * launch wrote once this thread has waited for it.
 */
final class CudaGraph implements AutoCloseable {
    private final CudaStream stream;
    private final CudaDriver.ExecutableGraph executable = new CudaDriver.ExecutableGraph();
    private Optional<CudaFftPlans> plans = Optional.empty();
    private boolean ready;
    private volatile boolean closed;

    private CudaGraph(CudaStream stream) {
        this.stream = stream;
    }

    /** Records what {@code work} queues on this thread's stream; nothing of it runs. */
    static CudaGraph capture(CudaContext context, Runnable work) {
        CudaStream stream = context.stream();
        stream.refuseInCapture("one graph is being recorded here already");
        CudaGraph graph = new CudaGraph(stream);
        CudaDriver.Graph recorded = new CudaDriver.Graph();
        context.check("capture", CudaDriver.beginCapture(stream.handle()));
        stream.capture(graph);
        boolean whole = false;
        try {
            work.run();
            whole = true;
        } finally {
            stream.capture(null);
            int code = CudaDriver.endCapture(stream.handle(), recorded);
            if (!whole) {
                discard(recorded, code);
                graph.close();
            } else {
                graph.finish(recorded, code);
            }
        }
        return graph;
    }

    private static void discard(CudaDriver.Graph recorded, int code) {
        if (code == CudaDriver.SUCCESS) {
            CudaDriver.destroy(recorded);
        }
    }

    /** Makes what was recorded ready to run. */
    private void finish(CudaDriver.Graph recorded, int code) {
        try {
            stream.context().check("capture", code);
            try {
                stream.context().check("capture", CudaDriver.instantiate(recorded, executable));
                ready = true;
            } finally {
                CudaDriver.destroy(recorded);
            }
            // Its transforms use the tables of the plans and the memory that they work in.
            plans = stream.cedePlans();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Queues everything again. */
    void launch() {
        CudaContext context = stream.context();
        if (closed || context.stream() != stream) {
            throw new ArgandException.InvalidArgument(
                    "launch",
                    closed ? "the graph is closed" : "the graph is that of another thread");
        }
        stream.queue();
        context.check("launch", CudaDriver.launch(executable, stream.handle()));
    }

    /** Whether the memory that was taken for it serves its stream again. */
    boolean isClosed() {
        return closed;
    }

    /** Waits for the launches, and gives everything back. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        CudaContext context = stream.context();
        if (context.isLost()) {
            return;
        }
        context.makeCurrent();
        if (ready) {
            stream.synchronise("graph");
            CudaDriver.destroy(executable);
        }
        plans.ifPresent(CudaFftPlans::close);
        context.memory().release(this);
    }
}
