package org.argand.phy.fec;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * The most likely message of a {@link ConvolutionalCode} from logits of its code bits (Viterbi 1967, Forney 1973).
 *
 * <p>It maximises Σ c_k·llr_k over the codewords c. The trellis is walked by a plain loop on the host, codewords of a batch side by
 * side on all cores: a step of 64 states takes some hundred nanoseconds there, less than any tensor op costs. So the
 * logits are read back and the result is constant to every tape.
 */
public final class ViterbiDecoder {
    /** Steps between subtractions of the best metric, which keep floats precise. */
    private static final int BETWEEN_NORMALISATIONS = 64;

    private final ConvolutionalCode code;
    private final int states;
    private final int[] patterns;

    /** A decoder of that code. */
    public ViterbiDecoder(ConvolutionalCode code) {
        this.code = code;
        this.states = 1 << (code.constraintLength() - 1);
        this.patterns = IntStream.range(0, 2 * states).map(code::pattern).toArray();
    }

    /**
     * The messages; of equally likely ones, any.
     *
     * @param llr logits log P(1)/P(0) of the code bits, real, [..., n]; 0 where nothing is known
     * @return 0 and 1 in the dtype of {@code llr}, [..., k]
     */
    public Tensor decode(Tensor llr) {
        if (!llr.dtype().isFloating()) {
            throw new ArgandException.DTypeMismatch(
                    "viterbi", "logits are real, got " + llr.dtype());
        }
        if (llr.rank() == 0) {
            throw new ArgandException.ShapeMismatch("viterbi", "needs logits [..., n], got []");
        }
        int n = Math.toIntExact(llr.dim(-1));
        int k = Math.toIntExact(code.messageLength(n));
        Shape shape = llr.shape().without(-1).inserted(-1, k);
        float[] logits = llr.cast(DType.FLOAT32).toFloats();
        float[] bits = new float[Math.toIntExact(shape.size())];
        int words = k == 0 ? 0 : bits.length / k;
        IntStream.range(0, words).parallel().forEach(w -> decode(logits, w * n, bits, w * k, k));
        return Tensor.of(shape, bits).to(llr.device()).cast(llr.dtype());
    }

    private void decode(float[] llr, int from, float[] bits, int to, int k) {
        int steps = (int) (code.codeLength(k) / code.outputs());
        int words = (states + 63) / 64;
        long[] chosen = new long[steps * words];
        float[] metric = new float[states];
        float[] next = new float[states];
        Arrays.fill(metric, Float.NEGATIVE_INFINITY);
        metric[0] = 0;
        float[] branch = new float[1 << code.outputs()];
        for (int t = 0; t < steps; t++) {
            branchMetrics(llr, from + t * code.outputs(), branch);
            step(metric, next, branch, chosen, t * words);
            float[] swap = metric;
            metric = next;
            next = swap;
            if (t % BETWEEN_NORMALISATIONS == BETWEEN_NORMALISATIONS - 1) {
                normalise(metric);
            }
        }
        traceBack(chosen, words, code.isTerminated() ? 0 : best(metric), steps, bits, to, k);
    }

    /** Σ c_j·llr_j for every pattern c of the outputs of one step. */
    private void branchMetrics(float[] llr, int at, float[] branch) {
        branch[0] = 0;
        int bit = 1;
        for (int j = code.outputs() - 1; j >= 0; j--) {
            for (int p = 0; p < bit; p++) {
                branch[p + bit] = branch[p] + llr[at + j];
            }
            bit *= 2;
        }
    }

    /** State s is reached by its newest bit from the states 2s and 2s + 1, of which the newest bit falls away. */
    private void step(float[] metric, float[] next, float[] branch, long[] chosen, int at) {
        int half = states / 2;
        for (int s = 0; s < half; s++) {
            float even = metric[2 * s];
            float odd = metric[2 * s + 1];
            long place = 1L << s;
            float a = even + branch[patterns[2 * s]];
            float b = odd + branch[patterns[2 * s + 1]];
            next[s] = Math.max(a, b);
            chosen[at + (s >> 6)] |= b > a ? place : 0;
            int upper = s + half;
            float c = even + branch[patterns[2 * upper]];
            float d = odd + branch[patterns[2 * upper + 1]];
            next[upper] = Math.max(c, d);
            chosen[at + (upper >> 6)] |= d > c ? 1L << upper : 0;
        }
    }

    private void traceBack(
            long[] chosen, int words, int last, int steps, float[] bits, int to, int k) {
        int state = last;
        for (int t = steps - 1; t >= 0; t--) {
            if (t < k) {
                bits[to + t] = state >> (code.constraintLength() - 2);
            }
            long odd = chosen[t * words + (state >> 6)] >> state & 1;
            state = (state << 1 | (int) odd) & (states - 1);
        }
    }

    private static void normalise(float[] metric) {
        float most = metric[best(metric)];
        for (int s = 0; s < metric.length; s++) {
            metric[s] -= most;
        }
    }

    private static int best(float[] metric) {
        int best = 0;
        for (int s = 1; s < metric.length; s++) {
            best = metric[s] > metric[best] ? s : best;
        }
        return best;
    }
}
