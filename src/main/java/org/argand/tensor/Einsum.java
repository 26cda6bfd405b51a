package org.argand.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.argand.array.ArgandException;
import org.argand.array.Shape;

/**
 * Sums over named indices: a text such as {@code "bij,bjk->bik"} read, and its operands contracted pair by pair, from the
 * left, each pair by one matrix product.
 */
final class Einsum {
    private static final String OP = "einsum";

    /** An operand, and the index of each of its axes: a letter, or a number below 0 for an axis of the ellipsis. */
    private record Term(Tensor tensor, List<Integer> indices) {
        /** The axes in that order; those the term lacks with extent 1. */
        Tensor ordered(List<Integer> order) {
            List<Integer> own = order.stream().filter(indices::contains).toList();
            Tensor t = tensor.permute(own.stream().mapToInt(indices::indexOf).toArray());
            long[] dims = new long[order.size()];
            for (int k = 0; k < dims.length; k++) {
                dims[k] = extent(order.get(k));
            }
            return t.reshape(dims);
        }

        long extent(int index) {
            return indices.contains(index) ? tensor.dim(indices.indexOf(index)) : 1;
        }

        /** With extents of 1 along those indices stretched to the other term's. */
        Term stretched(List<Integer> shared, Term other) {
            Shape to = tensor.shape();
            for (int i : shared) {
                to = extent(i) == 1 ? to.with(indices.indexOf(i), other.extent(i)) : to;
            }
            return new Term(tensor.broadcastTo(to), indices);
        }

        /** Batch axes, then rows and columns of one axis each. */
        Tensor matrices(List<Integer> batch, List<Integer> rows, List<Integer> columns) {
            List<Integer> order = new ArrayList<>(batch);
            order.addAll(rows);
            order.addAll(columns);
            long[] dims =
                    Arrays.copyOf(
                            batch.stream().mapToLong(this::extent).toArray(), batch.size() + 2);
            dims[batch.size()] = size(rows);
            dims[batch.size() + 1] = size(columns);
            return ordered(order).reshape(dims);
        }

        private long size(List<Integer> some) {
            return some.stream().mapToLong(this::extent).reduce(1, (m, n) -> m * n);
        }

        /** Summed over the indices that are not {@code kept}. */
        Term reduced(Set<Integer> kept) {
            int[] gone =
                    indices.stream()
                            .filter(i -> !kept.contains(i))
                            .mapToInt(indices::indexOf)
                            .toArray();
            return gone.length == 0
                    ? this
                    : new Term(tensor.sum(gone), indices.stream().filter(kept::contains).toList());
        }
    }

    private final String text;
    private final List<Term> terms = new ArrayList<>();

    /** Axes that the ellipsis stands for, at most. */
    private int dots;

    private Einsum(String text) {
        this.text = text;
    }

    static Tensor einsum(String text, List<Tensor> operands) {
        return new Einsum(text).contracted(operands);
    }

    private Tensor contracted(List<Tensor> operands) {
        String plain = text.replace(" ", "");
        int arrow = plain.indexOf("->");
        String[] inputs = (arrow < 0 ? plain : plain.substring(0, arrow)).split(",", -1);
        if (inputs.length != operands.size() || operands.isEmpty()) {
            throw wrong("names " + inputs.length + " operands, got " + operands.size());
        }
        List<Tensor> same = Engine.promoted(operands);
        for (int k = 0; k < inputs.length; k++) {
            dots = Math.max(dots, ellipsis(inputs[k], same.get(k)));
        }
        for (int k = 0; k < inputs.length; k++) {
            List<Integer> indices = indices(inputs[k], ellipsis(inputs[k], same.get(k)));
            terms.add(diagonal(new Term(same.get(k), indices)));
        }
        checkExtents();
        List<Integer> output =
                arrow < 0 ? implicitOutput(inputs) : output(plain.substring(arrow + 2));
        Term all = terms.getFirst().reduced(needed(1, output));
        for (int k = 1; k < terms.size(); k++) {
            Set<Integer> later = needed(k + 1, output);
            all = product(all, terms.get(k), later).reduced(later);
        }
        return all.tensor.permute(output.stream().mapToInt(all.indices::indexOf).toArray());
    }

    /** How many axes the ellipsis of one operand stands for; −1 if it has none. */
    private int ellipsis(String part, Tensor t) {
        int letters = part.replace("...", "").length();
        boolean open = part.contains("...");
        if (open ? letters > t.rank() : letters != t.rank()) {
            throw new ArgandException.ShapeMismatch(
                    OP, "'" + part + "' of '" + text + "' does not fit shape " + t.shape());
        }
        return open ? t.rank() - letters : 0;
    }

    private List<Integer> indices(String part, int axes) {
        List<Integer> list = new ArrayList<>();
        int at = part.indexOf("...");
        for (int c = 0; c < part.length(); c++) {
            if (c == at) {
                for (int a = axes; a > 0; a--) {
                    list.add(-a);
                }
                c += 2;
            } else if (isLetter(part.charAt(c))) {
                list.add((int) part.charAt(c));
            } else {
                throw wrong("has '" + part.charAt(c) + "' where an index should be");
            }
        }
        return list;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private List<Integer> output(String part) {
        List<Integer> output = indices(part, part.contains("...") ? dots : 0);
        for (int i : output) {
            if (Collections.frequency(output, i) > 1) {
                throw wrong("repeats '" + (char) i + "' in the output");
            }
            if (terms.stream().noneMatch(t -> t.indices.contains(i))) {
                throw wrong("has '" + (char) i + "' in the output only");
            }
        }
        return output;
    }

    /** The axes of the ellipsis, then the letters that occur once, in the order of their codes. */
    private List<Integer> implicitOutput(String[] inputs) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        String.join("", inputs)
                .replace(".", "")
                .chars()
                .forEach(c -> counts.merge(c, 1, Integer::sum));
        List<Integer> output = new ArrayList<>();
        for (int a = dots; a > 0; a--) {
            output.add(-a);
        }
        counts.forEach((c, n) -> {
            if (n == 1) {
                output.add(c);
            }
        });
        return output;
    }

    /** An index that occurs twice in one operand means its diagonal. */
    private Term diagonal(Term t) {
        Term d = t;
        for (int i : new LinkedHashSet<>(t.indices)) {
            while (Collections.frequency(d.indices, i) > 1) {
                d = diagonal(d, i);
            }
        }
        return d;
    }

    private Term diagonal(Term t, int index) {
        int a = t.indices.indexOf(index);
        int b = t.indices.lastIndexOf(index);
        if (t.tensor.dim(a) != t.tensor.dim(b)) {
            throw new ArgandException.ShapeMismatch(
                    OP,
                    "'"
                            + (char) index
                            + "' of '"
                            + text
                            + "' is "
                            + t.tensor.dim(a)
                            + " and "
                            + t.tensor.dim(b));
        }
        List<Integer> rest = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < t.indices.size(); k++) {
            if (k != a && k != b) {
                order.add(k);
                rest.add(t.indices.get(k));
            }
        }
        order.addAll(List.of(a, b));
        rest.add(index);
        Tensor turned = t.tensor.permute(order.stream().mapToInt(k -> k).toArray());
        return new Term(Diagonals.diagonal(turned, 0), rest);
    }

    private void checkExtents() {
        TreeMap<Integer, Long> known = new TreeMap<>();
        for (Term t : terms) {
            for (int i : t.indices) {
                long n = t.extent(i);
                long before = known.getOrDefault(i, 1L);
                if (before != 1 && n != 1 && before != n) {
                    String name = i < 0 ? "..." : "" + (char) i;
                    throw new ArgandException.ShapeMismatch(
                            OP, "'" + name + "' of '" + text + "' is " + before + " and " + n);
                }
                known.put(i, before == 1 ? n : before);
            }
        }
    }

    /** The indices of the output and of the terms from number {@code from} on. */
    private Set<Integer> needed(int from, List<Integer> output) {
        Set<Integer> set = new LinkedHashSet<>(output);
        terms.subList(from, terms.size()).forEach(t -> set.addAll(t.indices));
        return set;
    }

    /** The product over indices that both have, summed over those of them that nobody needs later. */
    private static Term product(Term a, Term b, Set<Integer> later) {
        List<Integer> shared = a.indices.stream().filter(b.indices::contains).toList();
        List<Integer> batch = shared.stream().filter(later::contains).toList();
        List<Integer> summed = shared.stream().filter(i -> !later.contains(i)).toList();
        List<Integer> left = a.indices.stream().filter(i -> !shared.contains(i)).toList();
        List<Integer> right = b.indices.stream().filter(i -> !shared.contains(i)).toList();
        List<Integer> result = new ArrayList<>(batch);
        result.addAll(left);
        result.addAll(right);
        if (summed.isEmpty() || !a.tensor.dtype().isInexact()) {
            List<Integer> order = new ArrayList<>(result);
            order.addAll(summed);
            Tensor product = a.ordered(order).mul(b.ordered(order));
            return new Term(product, order);
        }
        Tensor p = a.stretched(summed, b).matrices(batch, left, summed);
        Tensor q = b.stretched(summed, a).matrices(batch, summed, right);
        Tensor product = p.matmul(q);
        long[] dims = Arrays.copyOf(product.shape().dims(), result.size());
        for (int k = 0; k < left.size() + right.size(); k++) {
            int i = result.get(batch.size() + k);
            dims[batch.size() + k] = k < left.size() ? a.extent(i) : b.extent(i);
        }
        return new Term(product.reshape(dims), result);
    }

    private ArgandException wrong(String facts) {
        return new ArgandException.InvalidArgument(OP, "'" + text + "' " + facts);
    }
}
