package org.argand.tensor;

/**
 * What {@code eigh} and {@code svd} do where the mathematics leaves a choice: eigenvectors are determined up to a phase
 * only, and within the space of a repeated eigenvalue not even that.
 *
 * @param gauge the phases, and the gradient of a loss that depends on them
 * @param degenerate the gradient where eigenvalues or singular values coincide
 * @param onFailure what becomes of a matrix that is not finite
 */
public record EigenPolicy(Gauge gauge, Degenerate degenerate, OnFailure onFailure) {
    /** Fixed phases, no contribution of coinciding eigenvalues, failures are errors. */
    public static final EigenPolicy DEFAULT =
            new EigenPolicy(Gauge.FIX, Degenerate.DROP, OnFailure.ERROR);

    /** The phases of eigenvectors. */
    public enum Gauge {
        /**
         * Each eigenvector (each left singular vector, the right one along with it) is multiplied by the phase that makes one
         * component real and positive: the first whose magnitude is at least 0.99 of the largest. The gradient of any loss is
         * right, as long as that component stays the same.
         */
        FIX,
        /**
         * Phases as the device leaves them. A loss that depends on them has no gradient, and asking for one is an error; the
         * check waits for the device.
         */
        ERROR,
        /** Phases as the device leaves them; what the gradient of a loss says along them is dropped, as in LAPACK's wake. */
        IGNORE
    }

    /**
     * Differences of eigenvalues or singular values, by which the gradient divides, where they are 0 up to rounding: at most 8·n·ε of
     * the largest.
     */
    public enum Degenerate {
        /** Such pairs contribute nothing: right for every loss that does not depend on the basis within their space. */
        DROP,
        /** A loss that does depend on that basis is an error; the check waits for the device. */
        ERROR
    }

    /** This policy with another gauge. */
    public EigenPolicy with(Gauge other) {
        return new EigenPolicy(other, degenerate, onFailure);
    }

    /** This policy with another rule for coinciding eigenvalues. */
    public EigenPolicy with(Degenerate other) {
        return new EigenPolicy(gauge, other, onFailure);
    }

    /** This policy with another rule for failures. */
    public EigenPolicy with(OnFailure other) {
        return new EigenPolicy(gauge, degenerate, other);
    }
}
