package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.argand.array.Layout;
import org.argand.backend.Buffer;
import org.argand.backend.Operand;
import org.jspecify.annotations.Nullable;

/**
 * Ops over the rows of large matrices, which are put off, and then done together: some rows by all of them, then the next.
 *
 * <p>What one op stores the next one reads while it is in a cache. Each op computes what it does by itself, bit for bit. An
 * op belongs to the pipeline if each row of its results needs no other row of what the pipeline writes, or if it adds up rows in
 * an order that this does not change; see {@link RowOps}, which decides that.
 *
 * <p>A pipeline is filled by one thread. It is flushed by whoever needs what it writes, see {@link CpuBuffer}, or needs
 * memory, and dropped if all of that is freed before. If it fails, nothing has changed: who needs a result has all of it done
 * again.
 */
final class RowPipeline {
    /** Rows that go through all ops together: one chain of a product along them. */
    static final int BLOCK = Gemm.DEPTH;

    /** The most rows: so few that indices of rows do not overflow. */
    static final int MOST_ROWS = 1 << 28;

    /** More ops are not put off: what they hold has to go at last. */
    private static final int MOST_STAGES = 48;

    /** Bytes of memory that ops use: so much is not collected although nobody may refer to it. */
    private static final long MOST_HELD = Runtime.getRuntime().maxMemory() / 4;

    /** Bytes of that which were freed. */
    private static final long MOST_FREED = Math.min(1L << 28, MOST_HELD / 4);

    /** Granules that each of several threads has in a wave. */
    private static final int FOR_EACH = 8;

    /** The pipeline that this thread fills. */
    private static final ThreadLocal<@Nullable RowPipeline> CURRENT = new ThreadLocal<>();

    /** Those of all threads that are not done, as far as somebody needs them. */
    private static final Set<RowPipeline> PENDING =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final int rows;

    /** Held by whoever adds, flushes or drops. */
    private final ReentrantLock lock = new ReentrantLock();

    private final List<RowStage> stages = new ArrayList<>();

    /** Does the first op by itself. */
    private @Nullable Runnable alone;

    private final Map<CpuBuffer, Member> members = new IdentityHashMap<>();

    /** How many buffers that are to be written are not freed. */
    private int wanted;

    /** Whether the ops are being done. */
    private volatile boolean running;

    /** Whether that has failed. */
    private volatile boolean failed;

    private volatile boolean closed;

    /**
     * A buffer that an op uses, and the same array for the op.
     *
     * @param written whether an op writes it
     * @param row how far rows that are written are apart, the first beginning at {@code offset}; 0 if it is not written row by row
     */
    private record Member(
            CpuBuffer buffer, CpuBuffer lent, boolean written, long offset, long row) {}

    private RowPipeline(int rows) {
        this.rows = rows;
    }

    /** The pipeline that this thread fills, if it has so many rows. */
    static @Nullable RowPipeline current(int rows) {
        RowPipeline p = CURRENT.get();
        return p == null || p.rows != rows || !p.isOpen() ? null : p;
    }

    /** A new pipeline for this thread; what the one before has put off is done. */
    static RowPipeline open(int rows) {
        RowPipeline before = CURRENT.get();
        if (before != null) {
            before.finish();
        }
        RowPipeline p = new RowPipeline(rows);
        CURRENT.set(p);
        PENDING.add(p);
        return p;
    }

    /** Does what any thread has put off, but for pipelines that another thread is at: memory is short. */
    static void finishAll() {
        List<RowPipeline> all;
        synchronized (PENDING) {
            all = List.copyOf(PENDING);
        }
        for (RowPipeline p : all) {
            if (p.lock.tryLock()) {
                try {
                    p.finish();
                } finally {
                    p.lock.unlock();
                }
            }
        }
    }

    /** Whether the op, which may add itself meanwhile, has; not if ops can no longer be added. */
    boolean takes(BooleanSupplier op) {
        lock.lock();
        try {
            return isOpen() && op.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is the one that this thread fills. */
    boolean isMine() {
        return CURRENT.get() == this;
    }

    /** How many rows its matrices have. */
    int rows() {
        return rows;
    }

    /** Whether ops may be added. */
    boolean isOpen() {
        return !closed && !failed && !running;
    }

    /** Whether that buffer is one that this is to write. */
    boolean writes(Buffer buffer) {
        return buffer instanceof CpuBuffer b && b.writer() == this;
    }

    /** Whether an op has used that operand's buffer before. */
    boolean hasUsed(Operand operand) {
        return operand.buffer() instanceof CpuBuffer b && members.containsKey(b);
    }

    /** Whether that is contiguous memory that no op has used before, as results have to be. */
    boolean canWrite(Operand operand) {
        return operand.layout().isContiguous() && !hasUsed(operand);
    }

    /** Whether rows of an operand, along axes {@code from} to before {@code to}, are those of the pipeline, if that writes it. */
    boolean fits(Operand operand, int from, int to) {
        if (!writes(operand.buffer())) {
            return true;
        }
        Member m = member(operand.buffer());
        Layout layout = operand.layout();
        long next = m.row;
        long start = layout.offset() - m.offset;
        long end = start;
        for (int a = layout.shape().rank() - 1; a >= 0; a--) {
            long dim = layout.shape().dim(a);
            long reach = (dim - 1) * layout.stride(a);
            if (a < from || a >= to) {
                start += Math.min(0, reach);
                end += Math.max(0, reach);
            } else if (dim > 1 && layout.stride(a) != next) {
                return false;
            } else {
                next *= dim;
            }
        }
        return next == rows * m.row && start >= 0 && end < m.row;
    }

    private Member member(Buffer buffer) {
        Member m = buffer instanceof CpuBuffer b ? members.get(b) : null;
        if (m == null) {
            throw new AssertionError("a buffer of no op of the pipeline");
        }
        return m;
    }

    /** The operand as an op may use it later, whatever becomes of its buffer; {@code op} is named if that was freed. */
    Operand lent(Operand operand, String op) {
        CpuBuffer b = CpuBuffer.of(operand.buffer(), op);
        Member m = members.get(b);
        if (m == null || b.isFreed()) {
            m = new Member(b, b.lend(op), false, 0, 0);
            members.put(b, m);
        }
        return new Operand(m.lent, operand.layout());
    }

    /** As {@link #lent(Operand, String)}, of each. */
    List<Operand> lent(List<Operand> operands, String op) {
        return operands.stream().map(o -> lent(o, op)).toList();
    }

    /**
     * Adds an op and what it writes, which was lent.
     *
     * @param whole does the op if no other one comes
     * @param row elements from one row of the results to the next, 0 if there are no rows
     */
    void add(RowStage stage, Runnable whole, List<Operand> results, long row) {
        alone = stages.isEmpty() ? whole : null;
        stages.add(stage);
        for (Operand o : results) {
            Member m = member(o.buffer());
            members.put(m.buffer, new Member(m.buffer, m.lent, true, o.layout().offset(), row));
            m.buffer.setWriter(this);
            wanted++;
        }
        if (stages.size() >= MOST_STAGES || holdsTooMuch()) {
            finish();
        }
    }

    private boolean holdsTooMuch() {
        long held = 0;
        long freed = 0;
        for (Member m : members.values()) {
            long bytes = m.buffer.length() * m.buffer.dtype().bytes();
            held += bytes;
            freed += m.buffer.isFreed() ? bytes : 0;
        }
        return held > MOST_HELD || freed > MOST_FREED;
    }

    /** A buffer that this has still to write was freed. */
    void forget(CpuBuffer buffer) {
        if (running) {
            // It is written all the same; nobody should wait for that.
            return;
        }
        lock.lock();
        try {
            Member m = members.get(buffer);
            if (m != null && m.written) {
                wanted--;
                if (wanted == 0) {
                    close();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does all ops, if nobody has yet. */
    void flush() {
        lock.lock();
        try {
            if (!closed && !running) {
                run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #flush}; a failure is for those who need what this writes, and have it done again. */
    private void finish() {
        try {
            flush();
        } catch (RuntimeException | Error _) {
            // They will see it.
        }
    }

    private void run() {
        running = true;
        failed = true;
        try {
            if (alone != null) {
                alone.run();
            } else {
                runAll();
            }
            failed = false;
            close();
        } finally {
            running = false;
        }
    }

    private void close() {
        closed = true;
        PENDING.remove(this);
        for (Member m : members.values()) {
            m.buffer.release();
            if (m.written) {
                m.buffer.setWriter(null);
            }
        }
        members.clear();
        stages.clear();
        alone = null;
    }

    private void runAll() {
        int granule = stages.stream().mapToInt(RowStage::granule).reduce(BLOCK, Math::max);
        int threads = Workers.threads();
        int together = threads == 1 ? 1 : FOR_EACH * threads;
        int wave = granule * Math.min(together, Math.ceilDiv(rows, granule));
        try {
            for (RowStage s : stages) {
                s.begin(wave);
            }
            for (int first = 0; first < rows; first += wave) {
                int i0 = first;
                int i1 = Math.min(rows, first + wave);
                Workers.run(
                        Math.ceilDiv(i1 - i0, granule),
                        t -> runGranule(i0 + t * granule, Math.min(i1, i0 + (t + 1) * granule)));
                for (RowStage s : stages) {
                    s.settle(i0, i1);
                }
            }
            for (RowStage s : stages) {
                s.end();
            }
        } finally {
            for (RowStage s : stages) {
                s.close();
            }
        }
    }

    private void runGranule(int i0, int i1) {
        for (int i = i0; i < i1; i += BLOCK) {
            int end = Math.min(i1, i + BLOCK);
            for (RowStage s : stages) {
                s.run(i, end);
            }
        }
    }
}
