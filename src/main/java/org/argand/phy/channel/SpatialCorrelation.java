package org.argand.phy.channel;

import java.util.Optional;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * Correlation of fading between antennas, the Kronecker model: {@code H = L_rx·W·L_txᴴ} of independent W.
 *
 * <p>L are the Cholesky factors of R_rx and R_tx, so that E HHᴴ/num_tx_ant = R_rx and E HᴴH/num_rx_ant = R_tx for
 * correlation matrices of unit diagonal. Differentiable in both. Kermoal et al., "A stochastic MIMO radio channel model with
 * experimental validation" (2002).
 */
public final class SpatialCorrelation {
    /** Independent antennas. */
    public static final SpatialCorrelation NONE = new SpatialCorrelation(Optional.empty());

    private record Factors(Tensor rx, Tensor tx) {}

    private final Optional<Factors> factors;

    private SpatialCorrelation(Optional<Factors> factors) {
        this.factors = factors;
    }

    /**
     * Correlation matrices of either side, Hermitian and positive definite, complex.
     *
     * @param rRx [num_rx_ant, num_rx_ant]
     * @param rTx [num_tx_ant, num_tx_ant]
     */
    public static SpatialCorrelation kronecker(Tensor rRx, Tensor rTx) {
        if (!rRx.dtype().isComplex() || !rTx.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "correlation",
                    "matrices are complex, got " + rRx.dtype() + " and " + rTx.dtype());
        }
        return new SpatialCorrelation(Optional.of(new Factors(rRx.cholesky(), rTx.cholesky())));
    }

    /**
     * The exponential model, {@code R[i, j] = a^{i−j}} for i ≥ j and conj a^{j−i} above: neighbours of a uniform linear array.
     *
     * @param a correlation of neighbours, |a| < 1
     * @return complex128 [n, n]
     */
    public static Tensor exponential(Complex a, int n) {
        if (!(a.abs() < 1) || n < 1) {
            throw new ArgandException.InvalidArgument(
                    "correlation", a + " between each two of " + n + " antennas");
        }
        double[] r = new double[2 * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double modulus = Math.pow(a.abs(), Math.abs(i - j));
                r[2 * (i * n + j)] = modulus * Math.cos((i - j) * a.arg());
                r[2 * (i * n + j) + 1] = modulus * Math.sin((i - j) * a.arg());
            }
        }
        return Tensor.ofInterleaved(Shape.of(n, n), r);
    }

    /**
     * Correlates matrices of independent fading.
     *
     * @param h complex [..., num_rx_ant, num_tx_ant]
     */
    public Tensor correlate(Tensor h) {
        return factors.map(f -> correlate(h, f)).orElse(h);
    }

    /** The same for path coefficients [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, num_paths, num_time_samples]. */
    Tensor apply(Tensor a) {
        return factors.map(f ->
                        correlate(a.permute(0, 1, 3, 5, 6, 2, 4), f).permute(0, 1, 5, 2, 6, 3, 4))
                .orElse(a);
    }

    private static Tensor correlate(Tensor h, Factors f) {
        if (h.rank() < 2 || h.dim(-2) != f.rx.dim(-1) || h.dim(-1) != f.tx.dim(-1)) {
            throw new ArgandException.ShapeMismatch(
                    "correlation",
                    "matrices of "
                            + f.rx.dim(-1)
                            + " and "
                            + f.tx.dim(-1)
                            + " antennas do not fit fading "
                            + h.shape());
        }
        DType dtype = h.dtype();
        return f.rx.cast(dtype).matmul(h).matmul(f.tx.cast(dtype).adjoint());
    }
}
