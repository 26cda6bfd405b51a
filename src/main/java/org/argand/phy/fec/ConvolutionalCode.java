package org.argand.phy.fec;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/**
 * A binary convolutional code of rate 1/n: output j of step t is the parity of {@code g_j} and the last K input bits.
 *
 * <p>The most significant of the K bits of a generator belongs to the newest bit, as octal generators are written: 133
 * and 171 with K = 7 are those of IEEE 802.11-2020 clause 17.3.5.6. The encoder starts in state zero; a terminated code
 * returns there by K − 1 zeros after the message, whose outputs are part of the codeword.
 */
public final class ConvolutionalCode {
    private static final int LONGEST = 16;
    private static final int MOST_OUTPUTS = 8;

    private final int constraintLength;
    private final boolean terminated;
    private final int[] generators;

    private ConvolutionalCode(int constraintLength, boolean terminated, int[] generators) {
        this.constraintLength = constraintLength;
        this.terminated = terminated;
        this.generators = generators;
    }

    /**
     * A code.
     *
     * @param constraintLength K, 2 to 16
     * @param terminated whether K − 1 zeros follow the message
     * @param generators one per output, 1 to 8 of them, K bits each; Java writes octal with a leading 0, {@code 0133}
     */
    public static ConvolutionalCode of(
            int constraintLength, boolean terminated, int... generators) {
        if (constraintLength < 2 || constraintLength > LONGEST) {
            throw new ArgandException.InvalidArgument(
                    "convolutionalCode",
                    "constraint length " + constraintLength + ", needs 2 to " + LONGEST);
        }
        if (generators.length < 1 || generators.length > MOST_OUTPUTS) {
            throw new ArgandException.InvalidArgument(
                    "convolutionalCode",
                    generators.length + " generators, needs 1 to " + MOST_OUTPUTS);
        }
        for (int g : generators) {
            if (g < 1 || g >= 1 << constraintLength) {
                throw new ArgandException.InvalidArgument(
                        "convolutionalCode",
                        "generator "
                                + Integer.toOctalString(g)
                                + " (octal) does not have 1 to "
                                + constraintLength
                                + " bits");
            }
        }
        return new ConvolutionalCode(constraintLength, terminated, generators.clone());
    }

    /** K = 7, generators 133 and 171: the code of IEEE 802.11, DVB and many others, free distance 10. */
    public static ConvolutionalCode k7(boolean terminated) {
        return of(7, terminated, 0133, 0171);
    }

    /** K. */
    public int constraintLength() {
        return constraintLength;
    }

    /** n, outputs per step. */
    public int outputs() {
        return generators.length;
    }

    /** Whether the codeword ends in state zero. */
    public boolean isTerminated() {
        return terminated;
    }

    /** Bits of the codeword of {@code k} message bits. */
    public long codeLength(long k) {
        return (k + tail()) * outputs();
    }

    /**
     * Message bits of a codeword of {@code n} bits.
     *
     * @throws ArgandException.ShapeMismatch if there is no such codeword
     */
    public long messageLength(long n) {
        long k = n / outputs() - tail();
        if (n % outputs() != 0 || k < 0) {
            throw new ArgandException.ShapeMismatch(
                    "convolutionalCode", "no codeword of " + this + " has " + n + " bits");
        }
        return k;
    }

    private int tail() {
        return terminated ? constraintLength - 1 : 0;
    }

    /**
     * Codewords of {@code bits}, the outputs of a step side by side.
     *
     * @param bits 0 and 1 in a real number type, [..., k]
     * @return of that dtype, [..., (k + tail)·n]
     */
    public Tensor encode(Tensor bits) {
        if (bits.dtype().isComplex() || bits.dtype() == DType.BOOL) {
            throw new ArgandException.DTypeMismatch(
                    "encode", "bits are numbers 0 and 1, got " + bits.dtype());
        }
        if (bits.rank() == 0) {
            throw new ArgandException.ShapeMismatch("encode", "needs bits [..., k], got []");
        }
        int memory = constraintLength - 1;
        long steps = bits.dim(-1) + tail();
        Tensor past = bits.cast(DType.FLOAT32).pad(-1, memory, tail());
        List<Tensor> outputs = new ArrayList<>();
        for (int g : generators) {
            Tensor ones = Tensor.scalar(DType.FLOAT32, 0).to(bits.device());
            for (int delay = 0; delay <= memory; delay++) {
                if ((g >> (memory - delay) & 1) == 1) {
                    ones = ones.add(past.slice(-1, memory - delay, memory - delay + steps));
                }
            }
            outputs.add(ones.sub(ones.mul(0.5).floor().mul(2)));
        }
        return Tensor.stack(outputs, -1)
                .reshape(bits.shape().without(-1).inserted(-1, steps * outputs()))
                .cast(bits.dtype());
    }

    /** The outputs of one step as a number, output 0 the most significant bit; the newest bit leads {@code register}. */
    int pattern(int register) {
        int pattern = 0;
        for (int g : generators) {
            pattern = pattern << 1 | (Integer.bitCount(register & g) & 1);
        }
        return pattern;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int g : generators) {
            text.append(text.length() == 1 ? "" : ", ").append(Integer.toOctalString(g));
        }
        return text + ") of constraint length " + constraintLength + (terminated ? ", ended" : "");
    }
}
