package org.argand.backend.cpu.loops;

import java.util.List;
import java.util.function.BinaryOperator;
import org.argand.array.DType;

/** A formula that is the same for both parts of complex numbers, so that interleaved vectors need not be taken apart. */
record Componentwise(Parts formula) implements Formula {
    /** The formula on one part of each operand. */
    interface Parts {
        Node apply(Graph g, Node a, Node b);
    }

    static Componentwise of(Parts formula) {
        return new Componentwise(formula);
    }

    @Override
    public List<Node> apply(Graph g, List<Value> in) {
        Value a = in.getFirst();
        Value b = in.getLast();
        Node re = formula.apply(g, a.re(), b.re());
        return a.isComplex() ? List.of(re, formula.apply(g, a.im(), b.im())) : List.of(re);
    }

    /** Whether the operands are at hand in interleaved form, or the same everywhere. */
    boolean interleaves(List<Value> in) {
        return in.stream().allMatch(v -> v.isInterleaved() || v.isUniform())
                && in.stream().anyMatch(Value::isInterleaved);
    }

    Value interleaved(Graph g, DType dtype, List<Value> in) {
        BinaryOperator<Node> f = (x, y) -> formula.apply(g, x, y);
        Value a = in.getFirst();
        Value b = in.getLast();
        return Value.interleaved(g, dtype, f.apply(a.low(), b.low()), f.apply(a.high(), b.high()));
    }
}
