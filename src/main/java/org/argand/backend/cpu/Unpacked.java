package org.argand.backend.cpu;

import java.util.Optional;
import org.argand.backend.cpu.GemmMemory.Box;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * Products that are too small, too thin or too narrow to be packed.
 *
 * <p>Elements are the same chains of operations as those of a packed product.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class Unpacked<T> {

    /** Multiply-adds below which vectors do not pay. */
    private static final long TINY = 60;

    /** Rows of a narrow C that are worth a call of the kernel of their own. */
    private static final int TAIL = 6;

    private final GemmMemory<T> memory;
    private final Optional<NarrowKernel<T>> narrow;
    private final boolean complex;
    private final int unit;
    private final boolean far;
    private final int n;
    private final Strided<T> a;
    private final Strided<T> b;

    /**
     * A · B; {@code narrow} only if rows of C fit into its vectors; {@code far} if what is read once, B of a thin product and A
     * of a narrow one, is in no cache.
     */
    Unpacked(
            GemmMemory<T> memory,
            Optional<NarrowKernel<T>> narrow,
            boolean far,
            GemmOperands<T> operands) {
        this.memory = memory;
        this.narrow = narrow;
        this.complex = operands.complex();
        this.unit = operands.unit();
        this.far = far;
        this.n = operands.n();
        this.a = operands.a();
        this.b = operands.b();
    }

    /** A thin or narrow product, for which no copy of A, and hardly one of B, pays for itself. */
    void multiply(Box box, Strided<T> to) {
        multiply(box, to, false);
    }

    /** As {@link #multiply(Box, Strided)}, or adds it, chain by chain. */
    void multiply(Box box, Strided<T> to, boolean add) {
        for (int k0 = box.k0(); k0 < box.k1(); k0 += Gemm.DEPTH) {
            int k1 = Math.min(box.k1(), k0 + Gemm.DEPTH);
            Box part = new Box(box.i0(), box.i1(), box.j0(), box.j1(), k0, k1);
            if (narrow.isPresent()) {
                narrow(narrow.get(), part, to, add || k0 > box.k0());
            } else {
                if (far) {
                    memory.fetch(b, unit, k0, k1, box.j0(), box.j1());
                }
                memory.direct(complex, a, b, to, part, add || k0 > box.k0());
            }
        }
    }

    /**
     * The narrow kernel moves whole vectors, of which a mask blanks out the rest. It must not reach over
     * the end of an array, mask or no mask: such accesses are checked lane by lane, outside the vector
     * unit. So the last rows of B and C go through scratch arrays where the array ends too soon.
     */
    private void narrow(NarrowKernel<T> by, Box box, Strided<T> to, boolean add) {
        if (far) {
            memory.fetch(a, unit, box.i0(), box.i1(), box.k0(), box.k1());
        }
        Strided<T> left = a.shifted(box.i0() * a.rowStride() + box.k0() * a.colStride());
        Strided<T> right = b.shifted(box.k0() * b.rowStride());
        if (b.colStride() != unit || inside(right, box.depth(), by) < box.depth()) {
            T panel = memory.scratch(Slot.PANEL, by.width() * box.depth());
            memory.packPanels(complex, b, box, panel, 0, by.width(), 0);
            right = new Strided<>(panel, 0, by.width(), unit, false);
        }
        Strided<T> out = to.shifted(box.i0() * to.rowStride());
        int rows = box.rows();
        int safe = inside(out, rows, by);
        if (safe < rows) {
            safe = Math.max(0, Math.min(safe, rows - TAIL));
            int tail = rows - safe;
            T tile = memory.scratch(Slot.TILE, tail * by.width());
            Strided<T> scratch = new Strided<>(tile, 0, by.width(), unit, false);
            rows(by, tail, box.depth(), left.shifted(safe * a.rowStride()), right, scratch, false);
            Box last = new Box(box.i0() + safe, box.i1(), 0, n, 0, 0);
            memory.unpack(complex, tile, by.width(), to, last, add);
        }
        rows(by, safe, box.depth(), left, right, out, add);
    }

    /** How many of the first rows have a whole vector of the array from their beginning. */
    private int inside(Strided<T> x, int rows, NarrowKernel<T> by) {
        int room = memory.length(x.data()) - by.width() - x.offset();
        if (room < 0) {
            return 0;
        }
        return x.rowStride() == 0 ? rows : Math.min(rows, room / x.rowStride() + 1);
    }

    private void rows(
            NarrowKernel<T> by,
            int rows,
            int depth,
            Strided<T> left,
            Strided<T> right,
            Strided<T> to,
            boolean add) {
        if (complex) {
            by.complex(rows, depth, left, right, to, n * unit, add);
        } else {
            by.real(rows, depth, left, right, to, n * unit, add);
        }
    }

    /** A product so small that it is one task and one chain per element. */
    void small(int m, int k, Strided<T> c) {
        boolean tiny = Gemm.multiplyAdds(complex, m, n, k) < TINY;
        if (narrow.isPresent() && !tiny && reaches(narrow.get(), m, k, c)) {
            rows(narrow.get(), m, k, a, b, c, false);
        } else {
            memory.direct(complex, a, b, c, new Box(0, m, 0, n, 0, k), false);
        }
    }

    private boolean reaches(NarrowKernel<T> by, int m, int k, Strided<T> c) {
        return b.colStride() == unit && inside(b, k, by) == k && inside(c, m, by) == m;
    }
}
