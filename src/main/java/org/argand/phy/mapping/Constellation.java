package org.argand.phy.mapping;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * The 2^m points that m bits are mapped to; point i stands for the bits of i, the most significant first.
 *
 * <p>The points are a complex tensor [2^m]. Where they come from a variable, gradients of mapper and demapper reach it:
 * {@code Constellation.of(points.value()).normalised()}.
 */
public final class Constellation {
    private static final int MOST_BITS = 16;

    private final String name;
    private final int bitsPerSymbol;
    private final Tensor points;

    private Constellation(String name, int bitsPerSymbol, Tensor points) {
        this.name = name;
        this.bitsPerSymbol = bitsPerSymbol;
        this.points = points;
    }

    /**
     * Gray-labelled QAM of unit energy, 3GPP TS 38.211 clauses 5.1.3 to 5.1.6 and the same rule beyond: even bits choose
     * the real part, odd bits the imaginary part.
     *
     * @param bitsPerSymbol even, 2 to 16
     * @param dtype complex
     */
    public static Constellation qam(int bitsPerSymbol, DType dtype) {
        if (bitsPerSymbol % 2 != 0 || bitsPerSymbol < 2 || bitsPerSymbol > MOST_BITS) {
            throw new ArgandException.InvalidArgument(
                    "qam", bitsPerSymbol + " bits per symbol, needs an even number from 2 to 16");
        }
        int half = bitsPerSymbol / 2;
        double scale = 1 / Math.sqrt(2 * pamEnergy(half));
        double[] z = new double[2 << bitsPerSymbol];
        for (int i = 0; i < 1 << bitsPerSymbol; i++) {
            z[2 * i] = scale * pamPoint(everySecond(i >> 1, half), half);
            z[2 * i + 1] = scale * pamPoint(everySecond(i, half), half);
        }
        return fixed((1 << bitsPerSymbol) + "-QAM", bitsPerSymbol, z, dtype);
    }

    /**
     * Gray-labelled PAM of unit energy on the real axis, by the rule of {@link #qam}.
     *
     * @param bitsPerSymbol 1 to 16
     * @param dtype complex
     */
    public static Constellation pam(int bitsPerSymbol, DType dtype) {
        if (bitsPerSymbol < 1 || bitsPerSymbol > MOST_BITS) {
            throw new ArgandException.InvalidArgument(
                    "pam", bitsPerSymbol + " bits per symbol, needs 1 to 16");
        }
        double scale = 1 / Math.sqrt(pamEnergy(bitsPerSymbol));
        double[] z = new double[2 << bitsPerSymbol];
        for (int i = 0; i < 1 << bitsPerSymbol; i++) {
            z[2 * i] = scale * pamPoint(i, bitsPerSymbol);
        }
        return fixed((1 << bitsPerSymbol) + "-PAM", bitsPerSymbol, z, dtype);
    }

    /**
     * Any points, as they are; {@link #normalised} gives them unit energy.
     *
     * @param points complex [2^m], m at least 1
     */
    public static Constellation of(Tensor points) {
        return of("custom", points);
    }

    private static Constellation of(String name, Tensor points) {
        if (!points.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "constellation", "points must be complex, got " + points.dtype());
        }
        long n = points.rank() == 1 ? points.size() : 0;
        if (n < 2 || n > 1 << MOST_BITS || Long.bitCount(n) != 1) {
            throw new ArgandException.ShapeMismatch(
                    "constellation",
                    "needs points [2^m] with m from 1 to 16, got " + points.shape());
        }
        return new Constellation(name, Long.numberOfTrailingZeros(n), points);
    }

    private static Constellation fixed(String name, int bitsPerSymbol, double[] z, DType dtype) {
        if (!dtype.isComplex()) {
            throw new ArgandException.DTypeMismatch(name, "points are complex, not " + dtype);
        }
        Shape shape = Shape.of(1L << bitsPerSymbol);
        return new Constellation(
                name, bitsPerSymbol, Tensor.ofInterleaved(shape, z).cast(dtype).realise());
    }

    /** The amplitude (1 − 2b₀)(2^{m−1} − (1 − 2b₁)(2^{m−2} − …)) of the m bits of {@code bits}. */
    private static int pamPoint(int bits, int m) {
        int value = 1;
        for (int k = 0; k < m; k++) {
            int sign = 1 - 2 * (bits >> k & 1);
            value = k == 0 ? sign : sign * ((1 << k) - value);
        }
        return value;
    }

    /** Mean of the squared amplitudes, (4^m − 1)/3. */
    private static double pamEnergy(int m) {
        return (Math.pow(4, m) - 1) / 3;
    }

    /** Bits 0, 2, 4 … of {@code i}, {@code count} of them. */
    private static int everySecond(int i, int count) {
        int bits = 0;
        for (int k = 0; k < count; k++) {
            bits |= (i >> 2 * k & 1) << k;
        }
        return bits;
    }

    /** The same points scaled to unit mean energy, {@code c/√(mean |c|²)}; differentiable. */
    public Constellation normalised() {
        return of(name, points.div(points.abs2().mean().sqrt()));
    }

    /** The same points moved to mean zero; differentiable. */
    public Constellation centred() {
        return of(name, points.sub(points.mean()));
    }

    /** {@code 64-QAM}, {@code 4-PAM} or {@code custom}. */
    public String name() {
        return name;
    }

    /** m. */
    public int bitsPerSymbol() {
        return bitsPerSymbol;
    }

    /** The points, complex [2^m]. */
    public Tensor points() {
        return points;
    }

    /** The bits of every point, 0 and 1, [2^m, m]. */
    public Tensor bitLabels(DType dtype) {
        float[] bits = new float[bitsPerSymbol * (1 << bitsPerSymbol)];
        for (int k = 0; k < bits.length; k++) {
            int place = bitsPerSymbol - 1 - k % bitsPerSymbol;
            bits[k] = k / bitsPerSymbol >> place & 1;
        }
        return Tensor.of(Shape.of(1L << bitsPerSymbol, bitsPerSymbol), bits)
                .to(points.device())
                .cast(dtype);
    }

    @Override
    public String toString() {
        return name + " " + points.dtype() + " " + points.shape();
    }
}
