package org.argand.phy.fec;

import java.util.Arrays;
import java.util.List;
import org.argand.tensor.Tensor;

/**
 * The decoder of a {@link Ldpc5GCode}: {@linkplain LdpcBpDecoder belief propagation} on the bits that matter.
 *
 * <p>Bits that were not sent start with llr 0, and the llrs of a bit that was sent several times are added. Filler bits are known and are
 * not part of the graph.
 */
public final class Ldpc5GDecoder {
    private final Ldpc5GCode code;
    private final LdpcBpDecoder bp;
    private final Tensor sent;
    private final Tensor[] received;

    private Ldpc5GDecoder(Ldpc5GCode code, BpSettings settings) {
        int[] bits = code.sentBits();
        this.code = code;
        this.bp = LdpcBpDecoder.of(code.parityChecks(), settings);
        this.sent = Tensor.of(bits);
        this.received = received(bits, bp.matrix().variables());
    }

    /** A decoder of that code. */
    public static Ldpc5GDecoder of(Ldpc5GCode code, BpSettings settings) {
        return new Ldpc5GDecoder(code, settings);
    }

    /** The code. */
    public Ldpc5GCode code() {
        return code;
    }

    /** Belief propagation on the {@linkplain Ldpc5GCode#parityChecks checks}, whose edges are those that weights belong to. */
    public LdpcBpDecoder bp() {
        return bp;
    }

    /**
     * Hard decisions on the information bits.
     *
     * @param llr log P(1)/P(0) of the sent bits, [..., n], float32 or float64
     * @return 0 and 1 of the llrs' type, [..., k]
     */
    public Tensor decode(Tensor llr) {
        return info(llr).greater(0).cast(llr.dtype());
    }

    /**
     * The information bits' llrs; differentiable.
     *
     * @param llr log P(1)/P(0) of the sent bits, [..., n]
     * @return log P(1)/P(0), [..., k]
     */
    public Tensor info(Tensor llr) {
        return bp.decode(variables(llr)).slice(-1, 0, code.k());
    }

    /** As {@link #info(Tensor)}, with weights as in {@link LdpcBpDecoder#decode(Tensor, Tensor)}. */
    public Tensor info(Tensor llr, Tensor weights) {
        return bp.decode(variables(llr), weights).slice(-1, 0, code.k());
    }

    /** The information bits' llrs after each iteration, [..., k]. */
    public List<Tensor> infoEach(Tensor llr, Tensor weights) {
        return bp.decodeEach(variables(llr), weights).stream()
                .map(t -> t.slice(-1, 0, code.k()))
                .toList();
    }

    /** The sent bits' llrs with all that the code says of them, for a detector that goes on with them; [..., n]. */
    public Tensor codeword(Tensor llr) {
        return bp.decode(variables(llr)).gather(sent.to(llr.device()), -1);
    }

    /** llrs of the sent bits to those of the bits of the graph. */
    private Tensor variables(Tensor llr) {
        Bits.needLlr("ldpc decode", llr, code.n());
        Tensor padded = llr.pad(-1, 0, 1);
        Tensor sum = padded.gather(received[0].to(llr.device()), -1);
        for (int r = 1; r < received.length; r++) {
            sum = sum.add(padded.gather(received[r].to(llr.device()), -1));
        }
        return sum;
    }

    /** For each bit the first place it was sent at, the second, and so on; place n where there is none. */
    private static Tensor[] received(int[] sent, int bits) {
        int[] times = new int[bits];
        int most = 1;
        for (int bit : sent) {
            most = Math.max(most, ++times[bit]);
        }
        int[][] places = new int[most][bits];
        Arrays.stream(places).forEach(p -> Arrays.fill(p, sent.length));
        Arrays.fill(times, 0);
        for (int j = 0; j < sent.length; j++) {
            places[times[sent[j]]++][sent[j]] = j;
        }
        return Arrays.stream(places).map(Tensor::of).toArray(Tensor[]::new);
    }
}
