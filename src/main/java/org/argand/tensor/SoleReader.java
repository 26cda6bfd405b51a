package org.argand.tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Whether a program is the only one that will need a value, as far as can be known. */
final class SoleReader {
    private SoleReader() {}

    /**
     * Whether all that was made of {@code from}, but for the roots, is in a program, and no rule of a tape that records will
     * need it.
     *
     * @param interior what the program computes, operands first
     * @param expressions the expressions of these
     */
    static boolean isOf(
            Tensor from,
            List<Tensor> roots,
            List<Tensor> interior,
            List<Expression.Apply> expressions) {
        boolean recorded = Engine.isHeard();
        Map<Tensor, Integer> uses = new HashMap<>(Map.of(from, 0));
        for (int k = 0; k < expressions.size(); k++) {
            Expression.Apply a = expressions.get(k);
            boolean depends = false;
            for (Tensor x : a.operands) {
                depends |= uses.computeIfPresent(x, (_, n) -> n + 1) != null;
            }
            if (depends) {
                if (recorded && needsOperands(a.function)) {
                    return false;
                }
                uses.put(interior.get(k), 0);
            }
        }
        return uses.entrySet().stream()
                .allMatch(e -> roots.contains(e.getKey()) || e.getKey().uses == e.getValue());
    }

    private static boolean needsOperands(Op.Pointwise f) {
        return IntStream.range(0, f.arity()).anyMatch(k -> f.partial(k).readsOperands());
    }
}
