package org.argand.phy.ofdm;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.Tensor;

/** Subcarriers to samples: a unitary inverse Fourier transform per OFDM symbol, and its end repeated before it. */
public final class OfdmModulator {
    private final int fftSize;
    private final CyclicPrefix prefix;

    /**
     * A modulator with one prefix for all symbols.
     *
     * @param cyclicPrefix in samples, 0 to fftSize
     */
    public OfdmModulator(int fftSize, int cyclicPrefix) {
        this(fftSize, CyclicPrefix.of(cyclicPrefix));
    }

    /** A modulator with a prefix for each symbol. */
    public OfdmModulator(int fftSize, CyclicPrefix prefix) {
        prefix.checkLengths("modulate", fftSize);
        this.fftSize = fftSize;
        this.prefix = prefix;
    }

    /**
     * The samples of a grid; linear, so differentiable.
     *
     * @param xRg complex [..., numOfdmSymbols, fftSize], DC in the centre
     * @return complex [..., numOfdmSymbols·fftSize + Σ prefixes]
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
        int symbols = (int) xRg.dim(-2);
        prefix.check("modulate", fftSize, symbols);
        Tensor body = xRg.ifftshift(-1).ifft(fftSize, -1, Norm.ORTHO);
        if (prefix.isUniform()) {
            Tensor before = body.slice(-1, fftSize - prefix.length(0), fftSize);
            return flat(Tensor.concat(List.of(before, body), -1));
        }
        Tensor order = Tensor.of(order(symbols)).to(body.device());
        return flat(body).gather(order, -1);
    }

    private static Tensor flat(Tensor symbols) {
        return symbols.reshape(
                symbols.shape().without(-1).with(-1, symbols.dim(-2) * symbols.dim(-1)));
    }

    /** Which sample of the bodies comes at each place. */
    private int[] order(int symbols) {
        int[] order = new int[prefix.samples(symbols, fftSize)];
        int k = 0;
        for (int s = 0; s < symbols; s++) {
            for (int t = -prefix.length(s); t < fftSize; t++) {
                order[k++] = s * fftSize + Math.floorMod(t, fftSize);
            }
        }
        return order;
    }
}
