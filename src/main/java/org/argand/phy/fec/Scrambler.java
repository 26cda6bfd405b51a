package org.argand.phy.fec;

import java.util.function.IntFunction;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * Flips bits where a pseudo-random sequence along the last axis is 1: {@code b ⊕ c} of bits, {@code llr·(1 − 2c)} of llrs.
 *
 * <p>The sequence starts anew with each row. Twice is the identity. Gradients of llrs pass with their sign.
 */
public final class Scrambler {
    private final IntFunction<Tensor> sequence;

    private Scrambler(IntFunction<Tensor> sequence) {
        this.sequence = sequence;
    }

    /** By the {@linkplain GoldSequence sequence} of 38.211 that starts with {@code cInit}. */
    public static Scrambler gold(int cInit) {
        GoldSequence.need(cInit);
        return new Scrambler(n -> Tensor.of(GoldSequence.bits(cInit, n)));
    }

    /** By fair bits, the same for the same seed. */
    public static Scrambler random(long seed) {
        return new Scrambler(n -> new RandomStream(seed).bits(DType.INT32, Shape.of(n)));
    }

    /**
     * {@code b ⊕ c}; undoes itself.
     *
     * @param bits 0 and 1, real, [..., n]
     */
    public Tensor scramble(Tensor bits) {
        Tensor flips = flips("scramble", bits);
        return bits.add(flips).sub(bits.mul(flips).mul(2));
    }

    /**
     * {@code llr·(1 − 2c)}: of scrambled bits to those of the bits before, and back.
     *
     * @param llr logits, real, [..., n]
     */
    public Tensor descramble(Tensor llr) {
        return llr.mul(flips("descramble", llr).mul(-2).add(1));
    }

    private Tensor flips(String op, Tensor x) {
        if (x.rank() == 0) {
            throw new ArgandException.ShapeMismatch(op, "needs [..., n], got []");
        }
        Bits.need(op, x, x.dim(-1));
        return sequence.apply(Math.toIntExact(x.dim(-1))).to(x.device()).cast(x.dtype());
    }
}
