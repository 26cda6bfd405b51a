package org.argand.phy.fec;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.Shape;
import org.argand.phy.fec.TannerGraph.Bucket;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Belief propagation on a Tanner graph, all words of a batch at once, [bits, batch].
 *
 * <p>Inside, messages and totals are L = log P(0)/P(1), limited to ±20; a bit's total is what the channel and all its checks
 * say, and what it tells a check is the total without what that check said.
 */
final class BeliefPropagation {
    /** Arrays of all messages that exist at a time, about. */
    private static final int ARRAYS = 5;

    private final TannerGraph graph;
    private final BpSettings settings;

    BeliefPropagation(ParityCheckMatrix h, BpSettings settings) {
        this.graph = new TannerGraph(h);
        this.settings = settings;
    }

    /** What is known after some iterations: totals of the bits, messages out of the checks. */
    record State(Tensor totals, Tensor messages) {}

    TannerGraph graph() {
        return graph;
    }

    BpSettings settings() {
        return settings;
    }

    /** About how many numbers exist at a time for each word. */
    int work() {
        return ARRAYS * graph.edges();
    }

    /** The state in which nothing was sent; llrs log P(1)/P(0) of bits as the matrix numbers them. */
    State start(Tensor llr) {
        Tensor totals = limited(graph.ordered(llr).neg()).realise();
        Shape edges = Shape.of(graph.edges(), llr.dim(1));
        return new State(totals, Tensor.zeros(llr.dtype(), edges).to(llr.device()));
    }

    /** llrs log P(1)/P(0) of the bits as the matrix numbers them. */
    Tensor llr(Tensor totals) {
        return graph.numbered(totals).neg();
    }

    /** The llrs after the last iteration, or of words that were found before, when they were. */
    Tensor decode(Tensor llr, @Nullable Tensor weights) {
        return new ActiveWords(this, llr, weights).run();
    }

    /** The llrs after each iteration. */
    List<Tensor> each(Tensor llr, @Nullable Tensor weights) {
        State state = start(llr);
        Tensor channel = state.totals;
        List<Tensor> results = new ArrayList<>();
        for (int i = 0; i < settings.iterations(); i++) {
            state = next(channel, state, graph.atEdges(state.totals), weights(weights, i));
            results.add(llr(state.totals));
        }
        return results;
    }

    /** The weights of iteration i as rows of messages; those of all iterations if there is one set. */
    @Nullable Tensor weights(@Nullable Tensor weights, int i) {
        if (weights == null) {
            return weights;
        }
        Tensor own = weights.rank() == 1 ? weights : weights.select(0, i);
        return graph.orderedEdges(own.expand(-1));
    }

    /**
     * One iteration.
     *
     * @param channel totals before the first iteration
     * @param seen the totals at the edges
     * @param weights what messages into checks are multiplied by, [edges, 1]
     */
    State next(Tensor channel, State before, Tensor seen, @Nullable Tensor weights) {
        List<Tensor> out = new ArrayList<>();
        for (Bucket b : graph.checks()) {
            Tensor in = b.edges(seen).sub(b.edges(before.messages));
            Tensor weighted = weights == null ? in : in.mul(b.edges(weights));
            out.add(b.rows(settings.rule().extrinsic(limited(weighted))));
        }
        Tensor messages = Tensor.concat(out, 0);
        Tensor sorted = graph.atVariables(messages);
        List<Tensor> totals = new ArrayList<>();
        for (Bucket b : graph.variables()) {
            Tensor total = b.nodes(channel);
            for (Tensor part : Parts.of(b.edges(sorted))) {
                total = total.add(part);
            }
            totals.add(total);
        }
        return new State(Tensor.concat(totals, 0), messages);
    }

    /**
     * For each word whether its hard decisions satisfy all checks; waits for the device.
     *
     * @param seen the totals at the edges
     */
    boolean[] areCodewords(Tensor seen) {
        return Engine.constant(() -> {
            List<Tensor> worst = new ArrayList<>();
            for (Bucket b : graph.checks()) {
                List<Tensor> parts = Parts.of(b.edges(seen));
                worst.add(Parts.fold(parts, Parts::sign, Tensor::mul).min(0));
            }
            return Tensor.stack(worst, 0).min(0).greater(0).toBooleans();
        });
    }

    private static Tensor limited(Tensor x) {
        return x.clamp(-CheckRule.LARGEST, CheckRule.LARGEST);
    }
}
