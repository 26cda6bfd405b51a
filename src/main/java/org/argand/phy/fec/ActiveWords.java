package org.argand.phy.fec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.argand.phy.fec.BeliefPropagation.State;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The words of a batch in belief propagation that stops early: a word that is found keeps its totals and leaves.
 *
 * <p>Columns of words that left are still computed until enough of them have gathered to be worth moving the others.
 */
final class ActiveWords {
    private final BeliefPropagation bp;
    private final @Nullable Tensor weights;
    private final List<Tensor> kept = new ArrayList<>();
    private final List<Integer> keptWords = new ArrayList<>();
    private Tensor channel;
    private State state;

    /** The word in each column, or −1 where it has left. */
    private int[] words;

    ActiveWords(BeliefPropagation bp, Tensor llr, @Nullable Tensor weights) {
        this.bp = bp;
        this.weights = weights;
        this.state = bp.start(llr);
        this.channel = state.totals();
        this.words = IntStream.range(0, (int) llr.dim(1)).toArray();
    }

    /** The llrs of all words, each as it was when found, or after the last iteration. */
    Tensor run() {
        for (int i = 0; i < bp.settings().iterations() && words.length > 0; i++) {
            step(i);
        }
        keep(columns(j -> words[j] >= 0));
        int[] places = new int[keptWords.size()];
        for (int j = 0; j < places.length; j++) {
            places[keptWords.get(j)] = j;
        }
        return bp.llr(taken(Tensor.concat(kept, 1), places));
    }

    private void step(int i) {
        Tensor seen = bp.graph().atEdges(state.totals());
        if (i > 0 && bp.settings().earlyStop() && leave(bp.areCodewords(seen))) {
            if (words.length == 0) {
                return;
            }
            seen = bp.graph().atEdges(state.totals());
        }
        Tensor edges = seen;
        List<Tensor> next =
                Columns.tidy(() -> {
                    State s = bp.next(channel, state, edges, bp.weights(weights, i));
                    return List.of(s.totals(), s.messages());
                });
        State before = state;
        state = new State(next.get(0), next.get(1));
        free(edges, before.messages());
        if (i > 0) {
            free(before.totals());
        }
    }

    /** Frees what the next iteration is to find in the cache, unless a tape may ask for it. */
    private static void free(Tensor... tensors) {
        if (!Engine.isRecording()) {
            Arrays.stream(tensors).forEach(Tensor::free);
        }
    }

    /** Lets words go that are found; whether the others have moved. */
    private boolean leave(boolean[] found) {
        int[] leaving = columns(j -> found[j] && words[j] >= 0);
        keep(leaving);
        Arrays.stream(leaving).forEach(j -> words[j] = -1);
        int[] staying = columns(j -> words[j] >= 0);
        if (4 * staying.length > 3 * words.length) {
            return false;
        }
        channel = taken(channel, staying);
        state = new State(taken(state.totals(), staying), taken(state.messages(), staying));
        words = Arrays.stream(staying).map(j -> words[j]).toArray();
        return true;
    }

    private void keep(int[] columns) {
        if (columns.length > 0) {
            kept.add(taken(state.totals(), columns));
            Arrays.stream(columns).forEach(j -> keptWords.add(words[j]));
        }
    }

    private int[] columns(IntPredicate which) {
        return IntStream.range(0, words.length).filter(which).toArray();
    }

    private static Tensor taken(Tensor x, int[] columns) {
        return x.gather(Tensor.of(columns).to(x.device()), 1);
    }
}
