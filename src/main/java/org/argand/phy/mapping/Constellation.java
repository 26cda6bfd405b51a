package org.argand.phy.mapping;

import java.util.Optional;
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
    private final Optional<Tensor> levels;

    private Constellation(String name, int bitsPerSymbol, Tensor points, Optional<Tensor> levels) {
        this.name = name;
        this.bitsPerSymbol = bitsPerSymbol;
        this.points = points;
        this.levels = levels;
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
        double[] levels = new double[1 << half];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = scale * pamPoint(i, half);
        }
        Constellation c = fixed((1 << bitsPerSymbol) + "-QAM", bitsPerSymbol, z, dtype);
        Tensor axis = Tensor.of(levels).cast(dtype.real()).realise();
        return new Constellation(c.name, bitsPerSymbol, c.points, Optional.of(axis));
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
     * Gray-labelled PSK: the points e^{2πi·n/2^m} in the order of the reflected Gray code, so that the bits of point n are
     * those of {@code n ^ n >> 1}; no bits set is the point 1.
     *
     * @param bitsPerSymbol 1 to 16
     * @param dtype complex
     */
    public static Constellation psk(int bitsPerSymbol, DType dtype) {
        if (bitsPerSymbol < 1 || bitsPerSymbol > MOST_BITS) {
            throw new ArgandException.InvalidArgument(
                    "psk", bitsPerSymbol + " bits per symbol, needs 1 to 16");
        }
        int size = 1 << bitsPerSymbol;
        double[] z = new double[2 * size];
        for (int n = 0; n < size; n++) {
            int i = n ^ n >> 1;
            z[2 * i] = Math.cos(2 * Math.PI * n / size);
            z[2 * i + 1] = Math.sin(2 * Math.PI * n / size);
        }
        return fixed(size + "-PSK", bitsPerSymbol, z, dtype);
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
        return new Constellation(name, Long.numberOfTrailingZeros(n), points, Optional.empty());
    }

    private static Constellation fixed(String name, int bitsPerSymbol, double[] z, DType dtype) {
        if (!dtype.isComplex()) {
            throw new ArgandException.DTypeMismatch(name, "points are complex, not " + dtype);
        }
        Shape shape = Shape.of(1L << bitsPerSymbol);
        Tensor points = Tensor.ofInterleaved(shape, z).cast(dtype).realise();
        return new Constellation(name, bitsPerSymbol, points, Optional.empty());
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

    /** {@code 64-QAM}, {@code 4-PAM}, {@code 8-PSK} or {@code custom}. */
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

    /**
     * The amplitudes of either axis, real [2^{m/2}], where the points are their grid: a point has the real part that its
     * even bits name and the imaginary part that its odd bits name. So it is with {@link #qam}; otherwise empty.
     */
    public Optional<Tensor> levels() {
        return levels;
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
