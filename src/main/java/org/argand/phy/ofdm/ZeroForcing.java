package org.argand.phy.ofdm;

import org.argand.array.ArgandException;
import org.argand.phy.NoiseVariance;
import org.argand.phy.mimo.Equalised;
import org.argand.tensor.Tensor;

/** Equalisation of one stream and one antenna with a known channel: y/h, and the noise that it leaves. */
public final class ZeroForcing {
    private ZeroForcing() {}

    /**
     * Equalises {@code y = h·x + w}, w ~ CN(0, no); x̂ = y/h with noise of
     * variance no/|h|². Differentiable in all three. Where h = 0 the result is not finite.
     *
     * @param y complex, any shape
     * @param h complex, broadcastable to y
     * @param no noise variance per complex sample, real, broadcastable to y
     */
    public static Equalised equalise(Tensor y, Tensor h, Tensor no) {
        if (!y.dtype().isComplex() || y.dtype() != h.dtype() || no.dtype() != y.dtype().real()) {
            throw new ArgandException.DTypeMismatch(
                    "equalise",
                    "needs complex y and h and real no of one precision, got "
                            + y.dtype()
                            + ", "
                            + h.dtype()
                            + ", "
                            + no.dtype());
        }
        return new Equalised(y.div(h), no.div(h.abs2()));
    }

    /** The same with one noise variance for all. */
    public static Equalised equalise(Tensor y, Tensor h, double no) {
        return equalise(y, h, NoiseVariance.of("equalise", no, y));
    }
}
