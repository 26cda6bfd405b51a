package org.argand.backend.cpu.loops;

import java.util.List;

/** What a scalar function is in terms of exact operations. */
@FunctionalInterface
interface Formula {
    /**
     * The result for those operands; where the formula does not hold for all, it says so by {@link Graph#require}.
     *
     * @return one node for a real result, (re, im) for a complex one
     */
    List<Node> apply(Graph g, List<Value> in);
}
