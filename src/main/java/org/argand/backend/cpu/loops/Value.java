package org.argand.backend.cpu.loops;

import org.argand.array.DType;
import org.jspecify.annotations.Nullable;

/**
 * An element of a program's register inside a loop: a real number or truth value, or a complex number in planar form (re,
 * im) or, in vectors, interleaved (low, high); the other form is made when somebody asks.
 */
public final class Value {
    private final Graph graph;
    private final DType dtype;
    private @Nullable Node re;
    private @Nullable Node im;
    private @Nullable Node low;
    private @Nullable Node high;
    private boolean uniform;

    private Value(Graph graph, DType dtype) {
        this.graph = graph;
        this.dtype = dtype;
    }

    static Value real(Graph graph, DType dtype, Node x) {
        Value v = new Value(graph, dtype);
        v.re = x;
        return v;
    }

    static Value planar(Graph graph, DType dtype, Node re, Node im) {
        Value v = real(graph, dtype, re);
        v.im = im;
        return v;
    }

    static Value interleaved(Graph graph, DType dtype, Node low, Node high) {
        Value v = new Value(graph, dtype);
        v.low = low;
        v.high = high;
        return v;
    }

    /** This value, which is the same everywhere. */
    Value uniform() {
        uniform = true;
        return this;
    }

    boolean isUniform() {
        return uniform;
    }

    /** The type of the register. */
    public DType dtype() {
        return dtype;
    }

    public boolean isComplex() {
        return dtype.isComplex();
    }

    /** Whether the interleaved form is at hand. */
    boolean isInterleaved() {
        return low != null;
    }

    /** The real part, or the real number itself. */
    public Node re() {
        Node part = re;
        if (part == null) {
            part = graph.node(Operation.EVEN, Kind.of(dtype), null, low(), high());
            re = part;
        }
        return part;
    }

    /** The imaginary part; 0 for a real number. */
    public Node im() {
        Node part = im;
        if (part == null) {
            part =
                    isComplex()
                            ? graph.node(Operation.ODD, Kind.of(dtype), null, low(), high())
                            : graph.zero(Kind.of(dtype));
            im = part;
        }
        return part;
    }

    /** The first of two interleaved vectors. */
    Node low() {
        Node part = low;
        if (part == null) {
            part = graph.node(Operation.LOW, Kind.of(dtype), null, re(), im());
            low = part;
        }
        return part;
    }

    /** The second of two interleaved vectors. */
    Node high() {
        Node part = high;
        if (part == null) {
            part = graph.node(Operation.HIGH, Kind.of(dtype), null, re(), im());
            high = part;
        }
        return part;
    }
}
