package org.argand.tensor;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Distribution;
import org.argand.backend.Program;

/**
 * A source of random tensors: Philox 4x32-10 keyed by a seed, each draw on a counter of its own.
 *
 * <p>The numbers depend on the seed, on how many draws came before and on each element's index, and on nothing else: not
 * on the device, the number of threads, or when the elements are computed. {@link #draws()} is the whole state.
 */
public final class RandomStream {
    private long seed;
    private long draws;

    /** Starts at the first draw. */
    public RandomStream(long seed) {
        this(seed, 0);
    }

    /** Goes on after {@code draws} draws, as {@link #draws()} told. */
    public RandomStream(long seed, long draws) {
        needDraws(draws);
        this.seed = seed;
        this.draws = draws;
    }

    /** The seed. */
    public synchronized long seed() {
        return seed;
    }

    /** Draws so far. */
    public synchronized long draws() {
        return draws;
    }

    /** Continues as the stream of {@code seed} does after {@code draws} draws, as a loaded checkpoint asks. */
    public synchronized void restore(long seed, long draws) {
        needDraws(draws);
        this.seed = seed;
        this.draws = draws;
    }

    private static void needDraws(long draws) {
        if (draws < 0) {
            throw new ArgandException.InvalidArgument("random", draws + " draws before");
        }
    }

    /**
     * A stream independent of this one and of those of other names. It depends on the seed and the name alone: the same name
     * gives the same numbers, whatever was drawn before.
     */
    public synchronized RandomStream split(String name) {
        if (name.isEmpty()) {
            throw new ArgandException.InvalidArgument("split", "needs a name");
        }
        long h = seed * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < name.length(); i++) {
            h = (h ^ name.charAt(i)) * 0xBF58476D1CE4E5B9L;
            h ^= h >>> 29;
        }
        long child = h ^ (h >>> 32);
        return new RandomStream(
                child == seed ? child + name.length() * 0x9E3779B97F4A7C15L : child);
    }

    /** Standard normal; for complex types CN(0, 1), half of the variance in each part. */
    public Tensor normal(DType dtype, Shape shape) {
        return draw("normal", dtype.isInexact(), dtype, shape, Distribution.NORMAL, 0);
    }

    /** Uniform on [0, 1), float32 or float64. */
    public Tensor uniform(DType dtype, Shape shape) {
        return draw("uniform", dtype.isFloating(), dtype, shape, Distribution.UNIFORM, 0);
    }

    /** Uniform on [low, high), float32 or float64, the ends rounded to that type; {@code low} if they are equal. */
    public Tensor uniform(DType dtype, Shape shape, double low, double high) {
        double span = rounded(dtype, high - low);
        if (!(low <= high) || !Double.isFinite(span)) {
            throw new ArgandException.InvalidArgument("uniform", "from " + low + " to " + high);
        }
        Tensor x = uniform(dtype, shape).mul(span).add(low);
        double first = rounded(dtype, low);
        double end = rounded(dtype, high);
        double largest = rounded(dtype, (1 - dtype.epsilon() / 2) * span);
        // Sums near the end of a narrow range far from 0 round to it.
        return first < end && rounded(dtype, largest + first) >= end
                ? x.minimum(below(dtype, end))
                : x;
    }

    private static double rounded(DType dtype, double x) {
        return dtype.isDouble() ? x : (float) x;
    }

    private static double below(DType dtype, double x) {
        return dtype.isDouble() ? Math.nextDown(x) : Math.nextDown((float) x);
    }

    /** Uniform on {0, …, bound − 1}, int32 or int64. */
    public Tensor integers(DType dtype, Shape shape, long bound) {
        boolean fits = bound > 0 && (dtype != DType.INT32 || bound <= 1L << 31);
        if (!fits) {
            throw new ArgandException.InvalidArgument(
                    "integers", "bound " + bound + " for " + dtype);
        }
        return draw("integers", dtype.isInteger(), dtype, shape, Distribution.INTEGER, bound);
    }

    /** Fair bits, 0 and 1, in any number type. */
    public Tensor bits(DType dtype, Shape shape) {
        return integers(DType.INT32, shape, 2).cast(dtype);
    }

    private synchronized Tensor draw(
            String op,
            boolean fits,
            DType dtype,
            Shape shape,
            Distribution distribution,
            long bound) {
        if (!fits) {
            throw new ArgandException.DTypeMismatch(op, "does not draw " + dtype);
        }
        Engine.tellDraw(this, draws);
        Program.Key key = new Program.Key(seed, draws++, bound);
        return new Tensor(shape, dtype, Engine.device(), new Expression.Draw(distribution, key));
    }
}
