package org.argand.backend.cpu;

import static java.lang.Math.ceilDiv;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.argand.backend.cpu.GemmMemory.Box;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * One matrix product C = A · B: how it is cut into packed panels, tiles and tasks.
 *
 * <p>After Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): B is packed into panels one
 * tile wide, A into strips one tile high, and the kernel goes down a panel, tile by tile, so that the panel stays in the
 * nearest cache and the strips of A in the next.
 *
 * <p>The order of every sum depends on the shape alone: chains over {@link #DEPTH} terms, the chains
 * of a chunk added in order, and the chunks (more than one only if the product is deep and small)
 * added in order. Everything else, tiles, tasks and threads, only decides when a sum is made.
 */
final class Gemm<T> {

    /** Terms in one chain of multiply-adds; part of the result, so not to be tuned by machine. */
    static final int DEPTH = 256;

    /** Depth of B that one task copies. */
    private static final int CHUNK = 2 * DEPTH;

    /** Most numbers in packed panels. */
    private static final int SHARED_NUMBERS = 1 << 22;

    /** Multiply-adds below which tiles, and below which a second thread, do not pay. */
    private static final long SMALL = 600;

    static final long PARALLEL = 1 << 20;

    /** Rows of a task where nothing is packed. */
    private static final int NARROW_ROWS = 96;

    /** Rows up to which tasks are columns of panels. */
    static final int COLUMN_ROWS = 64;

    /** Panels that one task copies together. */
    private static final int TOGETHER = 8;

    private final GemmMemory<T> memory;
    private final GemmOperands<T> operands;
    private final GemmKernel<T> given;
    private final GemmKernel<T> kernel;
    private final boolean complex;
    private final int unit;
    private final int m;
    private final int n;
    private final int k;
    private final Strided<T> c;
    private final int width;
    private final int tileRows;
    private final int tileCols;
    private final int panels;
    private final boolean thin;
    private final Optional<NarrowKernel<T>> narrow;
    private final Unpacked<T> unpacked;
    private final Packing<T> packing;

    /** A product that nobody has begun; its parts can be made by {@link #rows} and {@link #depth}. */
    Gemm(GemmMemory<T> memory, GemmKernel<T> kernel, GemmOperands<T> operands) {
        this.memory = memory;
        this.operands = operands;
        this.complex = operands.complex();
        this.unit = operands.unit();
        this.given = kernel;
        this.m = operands.m();
        this.n = operands.n();
        this.k = operands.k();
        this.c = operands.c();
        this.kernel = kernel.forColumns(n * unit);
        this.width = this.kernel.width();
        this.tileRows = this.kernel.rows(complex);
        this.tileCols = width / unit;
        this.panels = ceilDiv(n, tileCols);
        this.thin = m <= 2 && operands.b().rowStride() == unit;
        this.narrow = thin ? Optional.empty() : narrow(kernel, n * unit, c, unit);
        this.packing = new Packing<>(memory, this.kernel, operands);
        boolean far = thin ? packing.isFarB() : packing.isFarA();
        this.unpacked = new Unpacked<>(memory, narrow, far, operands);
    }

    private static <T> Optional<NarrowKernel<T>> narrow(
            GemmKernel<T> kernel, int used, Strided<T> c, int unit) {
        Optional<NarrowKernel<T>> narrow = kernel.narrow();
        boolean fits = narrow.isPresent() && used <= narrow.get().width() && c.colStride() == unit;
        return fits ? narrow : Optional.empty();
    }

    /** Computes C = A · B. */
    static <T> void multiply(
            GemmMemory<T> memory, Supplier<GemmKernel<T>> kernel, GemmOperands<T> operands) {
        Gemm<T> product = new Gemm<>(memory, kernel.get(), operands);
        if (operands.multiplyAdds() <= SMALL && operands.k() <= DEPTH) {
            product.unpacked.small(operands.m(), operands.k(), operands.c());
        } else {
            product.turned().run();
        }
    }

    /**
     * The same product, or the transposed one. The tile is wide: a narrow C is better computed so, if A need not be copied for
     * that. The chains, and with them the result, are the same.
     */
    Gemm<T> turned() {
        Strided<T> a = operands.a();
        boolean flat = 2 * n * unit <= given.width() && n < m && a.rowStride() == unit;
        boolean column = n <= 2 && n < m && a.colStride() == unit;
        return flat || column ? new Gemm<>(memory, given, operands.transposed()) : this;
    }

    /** Real multiply-adds in a product. */
    static long multiplyAdds(boolean complex, int m, int n, int k) {
        return (complex ? 4L : 1L) * m * n * k;
    }

    /** Makes A · B, whose rows go where {@code to} says, whole rows by one thread; neither few nor narrow ones. */
    void runRows(GemmRows<T> to) {
        runPanels(to, true);
    }

    /** Numbers of B as {@link #pack} copies it; none if nothing is copied. */
    int packed() {
        return narrow.isPresent() ? 0 : panels * Packing.apart(k, width);
    }

    /** Copies B as {@link #rows} reads it. */
    void pack(T to) {
        if (narrow.isEmpty()) {
            packAll(0, panels, to);
        }
    }

    /** How many rows are best made together. */
    int rowsTogether() {
        return GemmTasks.of(RowPipeline.BLOCK, n * unit, panels, panels, tileRows, 1).rows();
    }

    /** Numbers in C. */
    int numbers() {
        return operands.numbers();
    }

    /** Makes rows i0 to i1, which go where {@code to} says; narrow ones to C. */
    void rows(int i0, int i1, T packed, GemmRows<T> to) {
        if (narrow.isPresent()) {
            unpacked.multiply(new Box(i0, i1, 0, n, 0, k), c);
            return;
        }
        block(i0, i1, 0, 0, panels, packed, to.begin(i0, i1));
        to.end(i0, i1);
    }

    private void run() {
        if (GemmChunks.suit(m, n, k, unit)) {
            runDeep();
        } else {
            runFlat();
        }
    }

    private void runFlat() {
        int rest = n % tileCols;
        if (thin) {
            int cols = 256;
            forEach(
                    ceilDiv(n, cols),
                    t ->
                            unpacked.multiply(
                                    new Box(0, m, t * cols, Math.min(n, (t + 1) * cols), 0, k), c));
        } else if (narrow.isPresent()) {
            forEach(ceilDiv(m, NARROW_ROWS), this::narrowRows);
        } else if (rest < n && rest > 0 && hasOwnKernel(rest * unit)) {
            new Gemm<>(memory, kernel, operands.columns(0, n - rest)).runFlat();
            new Gemm<>(memory, kernel, operands.columns(n - rest, n)).runFlat();
        } else if (m <= COLUMN_ROWS) {
            runColumns();
        } else {
            runPanels(GemmRows.in(c), false);
        }
    }

    /** Whether so many numbers of a row of C are not for the tiles of the others. */
    private boolean hasOwnKernel(int numbers) {
        return kernel.forColumns(numbers) != kernel || narrow(kernel, numbers, c, unit).isPresent();
    }

    private void narrowRows(int t) {
        int begin = t * NARROW_ROWS;
        unpacked.multiply(new Box(begin, Math.min(m, begin + NARROW_ROWS), 0, n, 0, k), c);
    }

    private void forEach(int tasks, IntConsumer task) {
        if (threads() > 1) {
            Workers.run(tasks, task);
            return;
        }
        for (int t = 0; t < tasks; t++) {
            task.accept(t);
        }
    }

    /** Threads that share the product. */
    private int threads() {
        return operands.multiplyAdds() >= PARALLEL ? Workers.threads() : 1;
    }

    /** Few rows: each task copies the panels it needs, so that nobody reads what another processor has just written. */
    private void runColumns() {
        int group = Math.clamp(ceilDiv(panels, threads()), 1, TOGETHER);
        forEach(
                ceilDiv(panels, group),
                t -> columns(t * group, Math.min(panels, (t + 1) * group), 0, k, c, false));
    }

    /** Packs as many panels of B as there is room for, all if rows are whole, then multiplies blocks of rows by them. */
    private void runPanels(GemmRows<T> rows, boolean whole) {
        int apart = Packing.apart(k, width);
        int room = whole ? panels : Math.clamp(SHARED_NUMBERS / apart, 1, panels);
        T packed = memory.scratch(Slot.SHARED, Math.multiplyExact(room, apart));
        for (int first = 0; first < panels; first += room) {
            int p0 = first;
            int p1 = Math.min(panels, first + room);
            packAll(p0, p1, packed);
            int least = whole ? p1 - p0 : GemmTasks.LEAST_PANELS;
            GemmTasks tasks = GemmTasks.of(m, n * unit, p1 - p0, least, tileRows, threads());
            forEach(
                    tasks.count(),
                    t -> {
                        int i0 = tasks.firstRow(t);
                        int q0 = p0 + tasks.firstPanel(t);
                        int q1 = p0 + tasks.lastPanel(t);
                        int i1 = Math.min(m, i0 + tasks.rows());
                        if (i0 < i1) {
                            block(i0, i1, p0, q0, q1, packed, rows.begin(i0, i1));
                            rows.end(i0, i1);
                        }
                    });
        }
    }

    private void packAll(int p0, int p1, T packed) {
        int chunks = ceilDiv(k, CHUNK);
        forEach(
                ceilDiv(p1 - p0, TOGETHER) * chunks,
                t -> {
                    int p = p0 + t / chunks * TOGETHER;
                    int k0 = t % chunks * CHUNK;
                    int k1 = Math.min(k, k0 + CHUNK);
                    int at = (p - p0) * Packing.apart(k, width) + k0 * width;
                    packing.panels(
                            p,
                            Math.min(p1, p + TOGETHER),
                            k0,
                            k1,
                            packed,
                            at,
                            Packing.apart(k, width));
                });
    }

    /** Rows i0 to i1 of C in the panels q0 to q1; the packed panels begin with panel p0. */
    private void block(int i0, int i1, int p0, int q0, int q1, T packed, Strided<T> to) {
        for (int k0 = 0; k0 < k; k0 += DEPTH) {
            int k1 = Math.min(k, k0 + DEPTH);
            Strided<T> strips = packing.strips(i0, i1, k0, k1);
            for (int p = q0; p < q1; p++) {
                int at = (p - p0) * Packing.apart(k, width) + k0 * width;
                Strided<T> panel = new Strided<>(packed, at, width, unit, false);
                tiles(strips, panel, i0, i1, p, k1 - k0, to, k0 > 0);
            }
        }
    }

    /** Goes down one panel of B, tile by tile; through a tile apart where C has no room for a whole one. */
    private void tiles(
            Strided<T> strips,
            Strided<T> panel,
            int i0,
            int i1,
            int p,
            int depth,
            Strided<T> to,
            boolean add) {
        int j0 = p * tileCols;
        int j1 = Math.min(n, j0 + tileCols);
        if (j1 - j0 == tileCols && to.colStride() == unit) {
            int at = i0 * to.rowStride() + j0 * unit;
            kernel.multiply(complex, i1 - i0, depth, strips, panel, to.shifted(at), add);
            return;
        }
        T numbers = memory.scratch(Slot.TILE, tileRows * width);
        Strided<T> tile = new Strided<>(numbers, 0, width, unit, false);
        for (int i = i0; i < i1; i += tileRows) {
            int end = Math.min(i1, i + tileRows);
            Strided<T> strip = strips.shifted((i - i0) / tileRows * strips.rowStride());
            kernel.multiply(complex, end - i, depth, strip, panel, tile, false);
            memory.unpack(complex, numbers, width, to, new Box(i, end, j0, j1, 0, 0), add);
        }
    }

    /** A small C from a great depth: every task multiplies one chunk of the depth, then the results are added to C in order. */
    private void runDeep() {
        GemmChunks chunks = GemmChunks.of(numbers(), k, threads());
        T parts = memory.scratch(Slot.SHARED, chunks.wave() * numbers());
        for (int t0 = 0; t0 < chunks.count(); t0 += chunks.wave()) {
            int first = t0;
            int count = Math.min(chunks.wave(), chunks.count() - first);
            forEach(
                    count,
                    t -> depth(chunks.begin(first + t), chunks.end(first + t), parts, t, false));
            sum(parts, count, first > 0);
        }
    }

    /** Sets C to the sum of so many contiguous matrices, or adds it. */
    void sum(T parts, int count, boolean add) {
        int rows = 16;
        forEach(
                ceilDiv(m, rows),
                t -> {
                    for (int i = t * rows; i < Math.min(m, (t + 1) * rows); i++) {
                        memory.sum(complex, parts, count, numbers(), n * unit, c, i, add);
                    }
                });
    }

    /** Sets one of many contiguous matrices like C to the product of that depth, or adds that, chain by chain. */
    void depth(int from, int end, T parts, int part, boolean add) {
        Strided<T> to = new Strided<>(parts, part * numbers(), n * unit, unit, false);
        if (thin || narrow.isPresent()) {
            unpacked.multiply(new Box(0, m, 0, n, from, end), to, add);
            return;
        }
        columns(0, panels, from, end, to, add);
    }

    /** Sets all rows of C in panels q0 to q1 to the product of that much depth; panels are copied by this thread. */
    private void columns(int q0, int q1, int from, int end, Strided<T> to, boolean add) {
        for (int k0 = from; k0 < end; k0 += DEPTH) {
            int k1 = Math.min(end, k0 + DEPTH);
            Strided<T> strips = packing.strips(0, m, k0, k1);
            int apart = Packing.apart(DEPTH, width);
            T copy = memory.scratch(Slot.PANEL, Math.min(TOGETHER, q1 - q0) * apart);
            for (int p = q0; p < q1; p++) {
                int place = (p - q0) % TOGETHER;
                if (place == 0) {
                    packing.panels(p, Math.min(q1, p + TOGETHER), k0, k1, copy, 0, apart);
                }
                Strided<T> panel = new Strided<>(copy, place * apart, width, unit, false);
                tiles(strips, panel, 0, m, p, k1 - k0, to, add || k0 > from);
            }
        }
    }
}
