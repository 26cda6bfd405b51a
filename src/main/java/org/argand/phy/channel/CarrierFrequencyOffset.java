package org.argand.phy.channel;

import org.argand.array.DType;
import org.argand.tensor.Tensor;

/** Oscillators of transmitter and receiver that differ: {@code y_n = x_n·e^{2πi·ε·n}}. */
public final class CarrierFrequencyOffset {
    private CarrierFrequencyOffset() {}

    /**
     * Turned samples; differentiable in x and ε. Phases are computed in double precision, so that long signals stay exact.
     *
     * @param x complex [..., n]
     * @param offset ε in cycles per sample, the shift in Hz over the sample rate; real, broadcastable to [...]
     */
    public static Tensor apply(Tensor x, Tensor offset) {
        Impaired.check("cfo", x);
        Tensor n = Tensor.arange(DType.FLOAT64, x.dim(-1)).to(x.device());
        Tensor cycles = offset.cast(DType.FLOAT64).expand(-1).mul(n);
        return Impaired.turned(x, cycles.mul(2 * Math.PI));
    }

    /** The same with one offset for all. */
    public static Tensor apply(Tensor x, double offset) {
        return apply(x, Tensor.scalar(offset).to(x.device()));
    }
}
