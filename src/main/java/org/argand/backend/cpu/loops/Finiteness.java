package org.argand.backend.cpu.loops;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether numbers of a graph are finite, asked of as few of them as tell it of all. */
final class Finiteness {
    /** Operations on floating numbers that give an infinity or a NaN whenever an operand is one. */
    private static final Set<Operation> SHOWING =
            EnumSet.of(
                    Operation.ADD,
                    Operation.SUB,
                    Operation.MUL,
                    Operation.FMA,
                    Operation.NEG,
                    Operation.CONVERT);

    private Finiteness() {}

    /** Conditions that hold where none of {@code numbers} is infinite or NaN; none for none. */
    static List<Node> of(Graph graph, List<Node> numbers) {
        BitSet shown = new BitSet();
        numbers.forEach(n -> markShown(n, shown));
        List<Node> conditions = new ArrayList<>();
        for (Kind kind : List.of(Kind.FLOAT, Kind.DOUBLE)) {
            List<Node> asked =
                    numbers.stream()
                            .distinct()
                            .filter(n -> n.kind == kind && !shown.get(n.id))
                            .toList();
            if (!asked.isEmpty()) {
                conditions.add(areFinite(graph, asked));
            }
        }
        return conditions;
    }

    /** Marks what would show in that number. */
    private static void markShown(Node number, BitSet shown) {
        if (SHOWING.contains(number.operation)) {
            for (Node n : number.in) {
                if (n.kind.isFloating() && !shown.get(n.id)) {
                    shown.set(n.id);
                    markShown(n, shown);
                }
            }
        }
    }

    /** Zero times a number is zero unless it is infinite or NaN. */
    private static Node areFinite(Graph graph, List<Node> numbers) {
        Node zero = graph.zero(numbers.getFirst().kind);
        Node sum = graph.mul(numbers.getLast(), zero);
        for (Node n : numbers.subList(0, numbers.size() - 1)) {
            sum = graph.fma(n, zero, sum);
        }
        return graph.equal(sum, zero);
    }
}
