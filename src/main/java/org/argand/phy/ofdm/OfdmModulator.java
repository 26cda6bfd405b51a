package org.argand.phy.ofdm;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.Tensor;

/** Subcarriers to samples: a unitary inverse Fourier transform per OFDM symbol, and its end repeated before it. */
public final class OfdmModulator {
    private final int fftSize;
    private final int cyclicPrefix;

    /**
     * A modulator.
     *
     * @param cyclicPrefix in samples, 0 to fftSize
     */
    public OfdmModulator(int fftSize, int cyclicPrefix) {
        Prefix.check("modulate", fftSize, cyclicPrefix);
        this.fftSize = fftSize;
        this.cyclicPrefix = cyclicPrefix;
    }

    /**
     * The samples of a grid; linear, so differentiable.
     *
     * @param xRg complex [..., numOfdmSymbols, fftSize], DC in the centre
     * @return complex [..., numOfdmSymbols·(fftSize + cyclicPrefix)]
     */
    public Tensor modulate(Tensor xRg) {
        if (!xRg.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "modulate", "needs complex, got " + xRg.dtype());
        }
        if (xRg.rank() < 2 || xRg.dim(-1) != fftSize) {
            throw new ArgandException.ShapeMismatch(
                    "modulate", "needs [..., numOfdmSymbols, " + fftSize + "], got " + xRg.shape());
        }
        Tensor body = xRg.ifftshift(-1).ifft(fftSize, -1, Norm.ORTHO);
        Tensor prefix = body.slice(-1, fftSize - cyclicPrefix, fftSize);
        Tensor symbols = Tensor.concat(List.of(prefix, body), -1);
        long samples = xRg.dim(-2) * (fftSize + cyclicPrefix);
        return symbols.reshape(xRg.shape().without(-1).without(-1).inserted(-1, samples));
    }
}
