package org.argand.phy.fec;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Belief propagation for any binary code with a sparse parity-check matrix.
 *
 * <p>Differentiable in the llrs and in the weights: with one trainable weight per edge this is weighted belief propagation, Nachmani
 * et al., Deep Learning Methods for Improved Decoding of Linear Codes, IEEE JSTSP 12 (2018), where the loss is summed over the
 * llrs of every iteration. Under a tape every iteration is kept in memory.
 */
public final class LdpcBpDecoder {
    private final ParityCheckMatrix matrix;
    private final BeliefPropagation bp;

    private LdpcBpDecoder(ParityCheckMatrix matrix, BpSettings settings) {
        this.matrix = matrix;
        this.bp = new BeliefPropagation(matrix, settings);
    }

    /** A decoder for the code of {@code matrix}. */
    public static LdpcBpDecoder of(ParityCheckMatrix matrix, BpSettings settings) {
        return new LdpcBpDecoder(matrix, settings);
    }

    /** What decides what a codeword is; its edges are those that weights belong to. */
    public ParityCheckMatrix matrix() {
        return matrix;
    }

    /**
     * The llrs of all bits after the last iteration or, with early stop, after the first one at which the word's hard decisions are
     * a codeword; the latter asks the device after each iteration.
     *
     * @param llr log P(1)/P(0) from the channel, [..., n], float32 or float64; limited to ±20
     * @return log P(1)/P(0), [..., n]
     */
    public Tensor decode(Tensor llr) {
        Bits.needLlr("bp decode", llr, matrix.variables());
        return Columns.map(llr, matrix.variables(), bp.work(), c -> bp.decode(c, null));
    }

    /**
     * As {@link #decode(Tensor)}, with the messages from bits to checks multiplied by {@code weights}.
     *
     * @param weights real, of the llrs' type, [edges] or [iterations, edges], edges as {@link ParityCheckMatrix} numbers them
     */
    public Tensor decode(Tensor llr, Tensor weights) {
        Bits.needLlr("bp decode", llr, matrix.variables());
        checkWeights(weights, llr, matrix, bp.settings());
        return Columns.map(llr, matrix.variables(), bp.work(), c -> bp.decode(c, weights));
    }

    /**
     * The llrs of all bits after each iteration, without early stop.
     *
     * @return as many as there are iterations, log P(1)/P(0), [..., n]
     */
    public List<Tensor> decodeEach(Tensor llr) {
        return each(llr, null);
    }

    /** As {@link #decodeEach(Tensor)}, with weights as in {@link #decode(Tensor, Tensor)}. */
    public List<Tensor> decodeEach(Tensor llr, Tensor weights) {
        checkWeights(weights, llr, matrix, bp.settings());
        return each(llr, weights);
    }

    private List<Tensor> each(Tensor llr, @Nullable Tensor weights) {
        Bits.needLlr("bp decode", llr, matrix.variables());
        return Columns.mapEach(llr, matrix.variables(), bp.work(), c -> bp.each(c, weights));
    }

    static void checkWeights(
            Tensor weights, Tensor llr, ParityCheckMatrix matrix, BpSettings settings) {
        boolean fits =
                weights.rank() > 0
                        && weights.dim(-1) == matrix.edges()
                        && (weights.rank() == 1
                                || (weights.rank() == 2
                                        && weights.dim(0) == settings.iterations()));
        if (!fits) {
            throw new ArgandException.ShapeMismatch(
                    "bp decode",
                    "needs weights ["
                            + matrix.edges()
                            + "] or ["
                            + settings.iterations()
                            + ", "
                            + matrix.edges()
                            + "], got "
                            + weights.shape());
        }
        if (weights.dtype() != llr.dtype()) {
            throw new ArgandException.DTypeMismatch(
                    "bp decode", "llrs " + llr.dtype() + " and weights " + weights.dtype());
        }
    }
}
