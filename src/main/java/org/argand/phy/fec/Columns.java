package org.argand.phy.fec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.argand.tensor.Engine;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;

/**
 * Words as columns: coders work on [bits, batch], so that a bit of all words lies together and indexing copies whole rows.
 *
 * <p>A large batch is worked on in equal pieces that a cache holds.
 */
final class Columns {
    /** Numbers that exist at a time, about. */
    private static final int WORK = 1 << 21;

    /** Shorter rows are slow to copy. */
    private static final int LEAST = 32;

    private Columns() {}

    /**
     * Applies {@code work}, which takes [n, batch] to [m, batch], to words as rows.
     *
     * @param x [..., n]
     * @param perWord numbers that {@code work} makes for each word at a time, about
     * @return [..., m]
     */
    static Tensor map(Tensor x, long m, int perWord, UnaryOperator<Tensor> work) {
        return mapEach(x, m, perWord, c -> List.of(work.apply(c))).getFirst();
    }

    /** As {@link #map}, with several results. */
    static List<Tensor> mapEach(
            Tensor x, long m, int perWord, Function<Tensor, List<Tensor>> work) {
        Tensor columns = x.reshape(-1, x.dim(-1)).transpose();
        long batch = columns.dim(1);
        long count = Math.ceilDiv(batch, Math.max(LEAST, WORK / perWord));
        long piece = Math.ceilDiv(batch, Math.max(1, count));
        List<List<Tensor>> pieces = new ArrayList<>();
        for (long from = 0; from < batch; from += piece) {
            Tensor part = columns.slice(1, from, Math.min(batch, from + piece));
            pieces.add(tidy(() -> work.apply(part)));
        }
        List<Tensor> results = new ArrayList<>();
        for (int k = 0; k < pieces.getFirst().size(); k++) {
            int at = k;
            Tensor whole = Tensor.concat(pieces.stream().map(p -> p.get(at)).toList(), 1);
            results.add(whole.transpose().reshape(Bits.resized(x.shape(), m)));
        }
        return results;
    }

    /** What {@code work} gives, without what it made on the way; that stays where a tape may ask for it. */
    static List<Tensor> tidy(Supplier<List<Tensor>> work) {
        if (Engine.isRecording()) {
            return work.get();
        }
        try (Scope scope = Scope.open()) {
            return scope.keep(work.get());
        }
    }
}
