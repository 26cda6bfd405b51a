package org.argand.phy.ofdm;

import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/** Takes guards and DC out of a grid; linear, so differentiable. */
public final class RemoveNulledSubcarriers {
    private final int fftSize;
    private final int[] effective;
    private final Tensor indices;

    /** Of that grid. */
    public RemoveNulledSubcarriers(ResourceGrid grid) {
        this.fftSize = grid.fftSize();
        this.effective = grid.effectiveSubcarriers();
        this.indices = Tensor.of(effective);
    }

    /**
     * The effective subcarriers.
     *
     * @param y [..., fft_size]
     * @return [..., num_effective_subcarriers]
     */
    public Tensor apply(Tensor y) {
        if (y.rank() == 0 || y.dim(-1) != fftSize) {
            throw new ArgandException.ShapeMismatch(
                    "removeNulledSubcarriers", "needs [..., " + fftSize + "], got " + y.shape());
        }
        return effective.length == fftSize ? y : y.gather(indices.to(y.device()), -1);
    }
}
