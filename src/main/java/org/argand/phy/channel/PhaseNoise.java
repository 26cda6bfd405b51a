package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * Phase noise of a free-running oscillator, a Wiener process: {@code y_n = x_n·e^{iφ_n}}, φ_n = φ_{n−1} + σ·w_n, φ_{−1} = 0,
 * w ~ N(0, 1).
 *
 * <p>An oscillator of Lorentzian spectrum, full width at half maximum β, has σ² = 2πβ/W at W samples per second.
 */
public final class PhaseNoise {
    private PhaseNoise() {}

    /** σ in radians for a line width in Hz and samples per second. */
    public static double deviation(double lineWidth, double sampleRate) {
        if (!(lineWidth >= 0 && sampleRate > 0)) {
            throw new ArgandException.InvalidArgument(
                    "phaseNoise", lineWidth + " Hz wide at " + sampleRate + " samples per second");
        }
        return Math.sqrt(2 * Math.PI * lineWidth / sampleRate);
    }

    /**
     * Samples with phase noise; differentiable in x and σ.
     *
     * @param x complex [..., n]
     * @param deviation σ in radians, real, broadcastable to [...]
     */
    public static Tensor apply(Tensor x, Tensor deviation, RandomStream random) {
        Impaired.check("phaseNoise", x);
        Tensor w = random.normal(DType.FLOAT64, x.shape()).to(x.device());
        return Impaired.turned(x, w.cumsum(-1).mul(deviation.cast(DType.FLOAT64).expand(-1)));
    }

    /** The same with one deviation for all. */
    public static Tensor apply(Tensor x, double deviation, RandomStream random) {
        return apply(x, Tensor.scalar(deviation).to(x.device()), random);
    }
}
