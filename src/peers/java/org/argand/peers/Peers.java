package org.argand.peers;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operator;
import org.bytedeco.pytorch.Tensor;

/**
 * For every operator of the catalogue the function of libtorch that computes the same, or what else it is held to.
 *
 * <p>A row's label is that of a case, or its beginning: {@code "fft"} is for every case of fft that no longer label
 * such as {@code "fft padded"} fits.
 */
final class Peers {
    private static final List<Row> ROWS =
            Stream.of(
                            PointwisePeers.rows(),
                            ReductionPeers.rows(),
                            MovementPeers.rows(),
                            ProductPeers.rows(),
                            LinearAlgebraPeers.rows(),
                            FourierPeers.rows(),
                            ConvolutionPeers.rows())
                    .flatMap(List::stream)
                    .toList();

    private Peers() {}

    /** What to compare of a row. */
    enum Extent {
        /** Value and gradients. */
        ALL,
        /** The value only. */
        VALUE,
        /** Nothing: there is no such function. */
        NONE
    }

    /**
     * One comparison partner.
     *
     * @param function the peer, of the same operands
     * @param instead what the rest is held to and why, unless all is compared
     */
    record Row(
            String label, Function<List<Tensor>, Tensor> function, Extent extent, String instead) {
        private boolean fits(Entry e) {
            return e.label().equals(label) || e.label().startsWith(label + " ");
        }
    }

    static List<Row> rows() {
        return ROWS;
    }

    /** The row for that case. */
    static Optional<Row> find(Entry e) {
        return ROWS.stream()
                .filter(r -> r.fits(e))
                .max(Comparator.comparingInt(r -> r.label.length()));
    }

    /** "libtorch" if it is, and what the cases that it is no reference for are held to. */
    static String heldTo(Operator o) {
        Set<String> parts = new LinkedHashSet<>();
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        for (Entry e : o.cases()) {
            Row row = find(e).orElseThrow();
            if (row.extent != Extent.NONE) {
                parts.add("libtorch");
            }
            kinds.computeIfAbsent(row.instead, _ -> new LinkedHashSet<>())
                    .add(row.label.substring(o.name().length()).strip());
        }
        kinds.forEach((instead, of) -> {
            if (!instead.isEmpty()) {
                parts.add(kinds.size() == 1 ? instead : String.join(", ", of) + ": " + instead);
            }
        });
        return String.join("; ", parts);
    }

    static Row of(String label, Function<List<Tensor>, Tensor> function) {
        return new Row(label, function, Extent.ALL, "");
    }

    static Row one(String label, UnaryOperator<Tensor> function) {
        return of(label, in -> function.apply(in.getFirst()));
    }

    static Row two(String label, BinaryOperator<Tensor> function) {
        return of(label, in -> function.apply(in.get(0), in.get(1)));
    }

    /** Only the value is compared; {@code instead} says what the gradient is held to, and why. */
    static Row valueOnly(String label, Function<List<Tensor>, Tensor> function, String instead) {
        return new Row(label, function, Extent.VALUE, instead);
    }

    /** libtorch has nothing of the kind, or is wrong; {@code instead} says what it is held to, and why. */
    static Row without(String label, String instead) {
        return new Row(label, List::getFirst, Extent.NONE, instead);
    }
}
