package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.phy.NoiseVariance;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** Additive white Gaussian noise, {@code y = x + √no·w} with w ~ CN(0, 1). */
public final class Awgn {
    private Awgn() {}

    /**
     * Noisy {@code x}; differentiable in x and no.
     *
     * @param x complex, any shape
     * @param no noise variance per complex sample, half in each part; real, of x's precision, broadcastable to x
     */
    public static Tensor apply(Tensor x, Tensor no, RandomStream random) {
        if (!x.dtype().isComplex() || no.dtype() != x.dtype().real()) {
            throw new ArgandException.DTypeMismatch(
                    "awgn",
                    "needs complex samples and real noise variances of one precision, got "
                            + x.dtype()
                            + " and "
                            + no.dtype());
        }
        if (!Shape.broadcast("awgn", x.shape(), no.shape()).equals(x.shape())) {
            throw new ArgandException.ShapeMismatch(
                    "awgn", "no " + no.shape() + " does not broadcast to x " + x.shape());
        }
        Tensor w = random.normal(x.dtype(), x.shape()).to(x.device());
        return x.add(w.mul(no.sqrt()));
    }

    /** The same with one noise variance for all. */
    public static Tensor apply(Tensor x, double no, RandomStream random) {
        return apply(x, NoiseVariance.of("awgn", no, x), random);
    }
}
