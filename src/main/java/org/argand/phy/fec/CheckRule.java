package org.argand.phy.fec;

import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/**
 * What a check of an LDPC code tells each of its bits, given what the other bits tell it.
 *
 * <p>Messages are L = log P(0)/P(1), between −20 and 20; this is the sign in which the rules read as in the literature, and
 * the opposite of that of llrs elsewhere. A message of 0 counts as positive. All rules are differentiable; nothing passes
 * through signs and limits.
 */
@FunctionalInterface
public interface CheckRule {
    /** Messages are limited to ±20, beyond which single precision has nothing to say. */
    double LARGEST = 20;

    /**
     * The messages out of checks of one degree.
     *
     * @param in the messages into the checks, real, [degree, checks, batch]
     * @return those out of them, of that shape: entry i depends on all entries of {@code in} but i
     */
    Tensor extrinsic(Tensor in);

    /**
     * The exact rule by way of φ(x) = log((eˣ + 1)/(eˣ − 1)), which is its own inverse: {@code Π sign L_j · φ(Σ φ(|L_j|))}.
     * Gallager, Low-Density Parity-Check Codes, 1963, section 4.
     */
    static CheckRule boxplusPhi() {
        return PhiRule::extrinsic;
    }

    /** The exact rule by hyperbolic tangents, {@code 2 atanh Π tanh(L_j/2)}. */
    static CheckRule boxplus() {
        return TanhRule::extrinsic;
    }

    /** The approximation {@code Π sign L_j · min |L_j|}. */
    static CheckRule minSum() {
        return new MinRule(0)::extrinsic;
    }

    /**
     * The approximation {@code Π sign L_j · max(min |L_j| − offset, 0)}. Chen et al., Reduced-Complexity Decoding of LDPC
     * Codes, IEEE Trans. Commun. 53 (2005), equation 17.
     *
     * @param offset 0.5 is usual
     */
    static CheckRule offsetMinSum(double offset) {
        if (!(offset >= 0 && offset < LARGEST)) {
            throw new ArgandException.InvalidArgument("offset min-sum", "an offset of " + offset);
        }
        return new MinRule(offset)::extrinsic;
    }
}
