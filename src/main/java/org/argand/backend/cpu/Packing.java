package org.argand.backend.cpu;

import static java.lang.Math.ceilDiv;

import org.argand.backend.cpu.GemmMemory.Box;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * The operands of one product as its tiles read them: B in panels as wide as a tile, A in strips as high as one.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class Packing<T> {
    /** Numbers of an operand that no cache holds for long. */
    private static final int FAR = 1 << 20;

    private final GemmMemory<T> memory;
    private final GemmKernel<T> kernel;
    private final boolean complex;
    private final int unit;
    private final int n;
    private final Strided<T> a;
    private final Strided<T> b;
    private final boolean farA;
    private final boolean farB;
    private final int tileRows;
    private final int tileCols;

    Packing(GemmMemory<T> memory, GemmKernel<T> kernel, GemmOperands<T> operands) {
        this.memory = memory;
        this.kernel = kernel;
        this.complex = operands.complex();
        this.unit = operands.unit();
        this.n = operands.n();
        this.a = operands.a();
        this.b = operands.b();
        long side = (long) operands.k() * unit;
        this.farA = !operands.nearA() && operands.m() * side >= FAR;
        this.farB = !operands.nearB() && operands.n() * side >= FAR;
        this.tileRows = kernel.rows(complex);
        this.tileCols = kernel.width() / unit;
    }

    /**
     * Numbers from one panel or strip to the next: if they lay a power of two apart, their rows would share a few places of
     * the nearest cache.
     */
    static int apart(int depth, int width) {
        return (depth | 1) * width;
    }

    /** Whether A is in no cache. */
    boolean isFarA() {
        return farA;
    }

    /** Whether B is in no cache. */
    boolean isFarB() {
        return farB;
    }

    /** Copies that depth of panels p0 to p1 of B; the first from {@code at} on, each next one {@code apart} further on. */
    void panels(int p0, int p1, int k0, int k1, T to, int at, int apart) {
        int begin = p0 * tileCols;
        int end = Math.min(n, p1 * tileCols);
        int whole = b.colStride() == unit && !b.conj() ? (end - begin) / tileCols : 0;
        if (farB) {
            memory.fetch(b, unit, k0, k1, begin, end);
        }
        kernel.copyPanels(b.data(), b.at(k0, begin), b.rowStride(), k1 - k0, whole, to, at, apart);
        Box rest = new Box(0, 0, begin + whole * tileCols, end, k0, k1);
        memory.packPanels(complex, b, rest, to, at + whole * apart, kernel.width(), apart);
    }

    /** Rows of A in strips, which are panels of the transposed A; the kernel conjugates, as the last thing it does. */
    Strided<T> strips(int i0, int i1, int k0, int k1) {
        int depth = k1 - k0;
        int height = kernel.height();
        int apart = apart(depth, height);
        int whole = a.rowStride() == unit ? (i1 - i0) / tileRows : 0;
        if (farA) {
            memory.fetch(a, unit, i0, i1, k0, k1);
        }
        T copy = memory.scratch(Slot.STRIPS, ceilDiv(i1 - i0, tileRows) * apart);
        kernel.copyStrips(a.data(), a.at(i0, k0), a.colStride(), depth, whole, copy, 0, apart);
        Strided<T> rows = new Strided<>(a.data(), a.offset(), a.colStride(), a.rowStride(), false);
        Box rest = new Box(0, 0, i0 + whole * tileRows, i1, k0, k1);
        memory.packPanels(complex, rows, rest, copy, whole * apart, height, apart);
        return new Strided<>(copy, 0, apart, unit, a.conj());
    }
}
