package org.argand.phy;

import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/**
 * Between Eb/N0, the energy of an information bit over the noise density, and no, the noise variance per complex sample.
 *
 * <p>{@code no = overhead/(10^(ebnoDb/10)·codeRate·bitsPerSymbol)} for data symbols of unit energy. The overhead is the
 * energy sent per energy of data symbols: 1, or with a cyclic prefix (N + N_cp)/N, and more if some symbols are pilots.
 */
public final class EbNo {
    private static final double LOG10 = Math.log(10);

    private EbNo() {}

    /** The noise variance, without overhead. */
    public static double toNo(double ebnoDb, int bitsPerSymbol, double codeRate) {
        return toNo(ebnoDb, bitsPerSymbol, codeRate, 1);
    }

    /** The noise variance, with the energy that prefix and pilots take. */
    public static double toNo(double ebnoDb, int bitsPerSymbol, double codeRate, double overhead) {
        return Math.pow(10, -ebnoDb / 10) * factor(bitsPerSymbol, codeRate, overhead);
    }

    /**
     * The noise variance for every element of {@code ebnoDb}, real, any shape; differentiable.
     *
     * @param overhead energy sent per energy of data symbols, at least 1
     */
    public static Tensor toNo(Tensor ebnoDb, int bitsPerSymbol, double codeRate, double overhead) {
        return ebnoDb.mul(-LOG10 / 10).exp().mul(factor(bitsPerSymbol, codeRate, overhead));
    }

    /** Eb/N0 in dB, without overhead: the inverse of {@link #toNo(double, int, double)}. */
    public static double fromNo(double no, int bitsPerSymbol, double codeRate) {
        return -10 * Math.log10(no / factor(bitsPerSymbol, codeRate, 1));
    }

    private static double factor(int bitsPerSymbol, double codeRate, double overhead) {
        if (bitsPerSymbol < 1 || !(codeRate > 0 && codeRate <= 1) || !(overhead >= 1)) {
            throw new ArgandException.InvalidArgument(
                    "ebno",
                    "needs at least 1 bit per symbol, a code rate in (0, 1] and an overhead of at least 1,"
                            + " got "
                            + bitsPerSymbol
                            + " bits per symbol, code rate "
                            + codeRate
                            + ", overhead "
                            + overhead);
        }
        return overhead / (codeRate * bitsPerSymbol);
    }
}
