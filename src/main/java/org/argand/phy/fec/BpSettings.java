package org.argand.phy.fec;

import org.argand.array.ArgandException;

/**
 * How belief propagation decodes.
 *
 * @param rule what checks tell their bits
 * @param iterations at most; in each, all checks and then all bits send messages (flooding)
 * @param earlyStop whether a word stays as it is after the first iteration at which its hard decisions are a codeword
 */
public record BpSettings(CheckRule rule, int iterations, boolean earlyStop) {
    /** Checks the number of iterations. */
    public BpSettings {
        if (iterations < 1) {
            throw new ArgandException.InvalidArgument("bp", iterations + " iterations");
        }
    }

    /** With early stop. */
    public static BpSettings of(CheckRule rule, int iterations) {
        return new BpSettings(rule, iterations, true);
    }

    /** The same, but every word takes all iterations. */
    public BpSettings withoutEarlyStop() {
        return new BpSettings(rule, iterations, false);
    }
}
