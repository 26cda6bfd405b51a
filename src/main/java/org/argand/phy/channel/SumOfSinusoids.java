package org.argand.phy.channel;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * Rayleigh fading that moves: {@code h(t) = 1/√M·Σ_n g_n·e^{2πi·f_D·cos(α_n)·t}}, waves from M sectors around the receiver.
 *
 * <p>α_n is uniform in the n-th of M equal sectors, g_n ~ CN(0, 1). At every instant h is exactly CN(0, 1), and
 * E h(t)·conj h(t + s) is exactly J₀(2πf_D·s), Clarke's spectrum, for any M. After Xiao, Zheng and Beaulieu, "Novel
 * sum-of-sinusoids simulation models for Rayleigh and Rician fading channels" (2006), whose g_n have modulus 1.
 */
final class SumOfSinusoids {
    private static final int SINUSOIDS = 20;

    private SumOfSinusoids() {}

    /**
     * Independent fading for all links.
     *
     * @param links shape of the links
     * @param shift f_D in Hz, float64, broadcastable to links
     * @return complex [links..., numTimeSamples]
     */
    static Tensor fading(
            DType dtype,
            Shape links,
            Tensor shift,
            int numTimeSamples,
            double sampleRate,
            RandomStream random) {
        Shape waves = links.inserted(-1, SINUSOIDS);
        Tensor sector = Tensor.arange(DType.FLOAT64, SINUSOIDS);
        Tensor angle =
                random.uniform(DType.FLOAT64, waves).add(sector).mul(2 * Math.PI / SINUSOIDS);
        Tensor perSample = angle.cos().mul(shift.expand(-1)).mul(2 * Math.PI / sampleRate);
        Tensor gain = random.normal(dtype, waves).mul(1 / Math.sqrt(SINUSOIDS));
        // Time t = k·fine + j: phases of k and j add, so that √T exponentials per wave and a
        // product make T of them.
        int fine = (int) Math.ceil(Math.sqrt(numTimeSamples));
        int coarse = Math.ceilDiv(numTimeSamples, fine);
        Tensor steps = Tensor.arange(DType.FLOAT64, coarse).mul(fine).expand(-1);
        Tensor late = turned(perSample.expand(-2).mul(steps), dtype);
        Tensor early = turned(perSample.expand(-1).mul(Tensor.arange(DType.FLOAT64, fine)), dtype);
        Tensor h = gain.expand(-2).mul(late).matmul(early);
        return h.reshape(links.inserted(-1, (long) coarse * fine)).slice(-1, 0, numTimeSamples);
    }

    private static Tensor turned(Tensor angle, DType dtype) {
        return Tensor.complex(angle.cos(), angle.sin()).cast(dtype);
    }
}
