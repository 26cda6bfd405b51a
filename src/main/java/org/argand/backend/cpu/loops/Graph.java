package org.argand.backend.cpu.loops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a loop while it is being written: nodes, each made once, in an order in which they can be computed.
 *
 * <p>Formulas are written with the methods below. Every operation is exactly the IEEE operation of its name, so that a
 * formula has the same bits as plain Java and in vectors of any width.
 */
public final class Graph {
    private record Key(
            Operation operation, Kind kind, @Nullable Object payload, List<Integer> in) {}

    private final Map<Key, Node> known = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> guards = new ArrayList<>();
    private final List<Node> finite = new ArrayList<>();
    private boolean wide;

    /** The node of that operation on those operands. */
    Node node(Operation operation, Kind kind, @Nullable Object payload, Node... in) {
        return node(operation, kind, payload, List.of(in));
    }

    Node node(Operation operation, Kind kind, @Nullable Object payload, List<Node> in) {
        Key key = new Key(operation, kind, payload, in.stream().map(n -> n.id).toList());
        Node node = known.get(key);
        if (node == null) {
            node = new Node(nodes.size(), operation, kind, payload, in);
            nodes.add(node);
            wide |= kind.isWide();
            known.put(key, node);
        }
        return node;
    }

    /** How many different values there are so far. */
    int size() {
        return nodes.size();
    }

    /** All nodes, operands first. */
    List<Node> all() {
        return nodes;
    }

    /** Whether any value has lanes of 64 bits. */
    boolean isWide() {
        return wide;
    }

    /** The conditions of the function that is being written, which are taken away. */
    List<Node> takeGuards() {
        List<Node> taken = List.copyOf(guards);
        guards.clear();
        return taken;
    }

    /**
     * Says that the formula holds only where {@code condition} does; elsewhere the element is computed by the scalar
     * reference, which is slow, so this is for what hardly ever happens.
     */
    public void require(Node condition) {
        guards.add(condition);
    }

    /** The numbers that the function being written requires to be finite, which are taken away. */
    List<Node> takeFinite() {
        List<Node> taken = List.copyOf(finite);
        finite.clear();
        return taken;
    }

    /** Requires both numbers to be neither infinite nor NaN, as {@link #require} does. */
    public void requireFinite(Node x, Node y) {
        finite.add(x);
        finite.add(y);
    }

    public Node literal(double x) {
        return node(Operation.LITERAL, Kind.DOUBLE, x);
    }

    public Node literal(float x) {
        return node(Operation.LITERAL, Kind.FLOAT, x);
    }

    public Node literal(int x) {
        return node(Operation.LITERAL, Kind.INT, x);
    }

    public Node literal(long x) {
        return node(Operation.LITERAL, Kind.LONG, x);
    }

    /** The number {@code x} as a lane of the kind of {@code like}, rounded to it. */
    public Node literal(Node like, double x) {
        return switch (like.kind) {
            case FLOAT -> literal((float) x);
            case DOUBLE -> literal(x);
            case INT -> literal((int) x);
            case LONG -> literal((long) x);
            case MASK32, MASK64 -> node(Operation.LITERAL, like.kind, x != 0);
        };
    }

    Node zero(Kind kind) {
        return switch (kind) {
            case FLOAT -> literal(0f);
            case DOUBLE -> literal(0.0);
            case INT -> literal(0);
            case LONG -> literal(0L);
            case MASK32, MASK64 -> node(Operation.LITERAL, kind, false);
        };
    }

    public Node add(Node a, Node b) {
        return node(Operation.ADD, a.kind, null, a, b);
    }

    public Node sub(Node a, Node b) {
        return node(Operation.SUB, a.kind, null, a, b);
    }

    public Node mul(Node a, Node b) {
        return node(Operation.MUL, a.kind, null, a, b);
    }

    public Node div(Node a, Node b) {
        return node(Operation.DIV, a.kind, null, a, b);
    }

    /** {@code a·b + c}, rounded once. */
    public Node fma(Node a, Node b, Node c) {
        return node(Operation.FMA, a.kind, null, a, b, c);
    }

    /** −a; where a is a negated number, or a product with one, by leaving that negation out. */
    public Node neg(Node a) {
        if (a.operation == Operation.NEG) {
            return a.in.getFirst();
        }
        if (a.operation == Operation.MUL) {
            Node x = a.in.getFirst();
            Node y = a.in.getLast();
            if (x.operation == Operation.NEG) {
                return mul(x.in.getFirst(), y);
            }
            if (y.operation == Operation.NEG) {
                return mul(x, y.in.getFirst());
            }
        }
        return node(Operation.NEG, a.kind, null, a);
    }

    public Node abs(Node a) {
        return node(Operation.ABS, a.kind, null, a);
    }

    public Node sqrt(Node a) {
        return node(Operation.SQRT, a.kind, null, a);
    }

    /** The smaller one, as {@link Math#min(double, double)}. */
    public Node min(Node a, Node b) {
        return node(Operation.MIN, a.kind, null, a, b);
    }

    /** The larger one, as {@link Math#max(double, double)}. */
    public Node max(Node a, Node b) {
        return node(Operation.MAX, a.kind, null, a, b);
    }

    public Node less(Node a, Node b) {
        return node(Operation.LESS, a.kind.mask(), null, a, b);
    }

    public Node lessEqual(Node a, Node b) {
        return node(Operation.LESS_EQUAL, a.kind.mask(), null, a, b);
    }

    public Node equal(Node a, Node b) {
        return node(Operation.EQUAL, a.kind.mask(), null, a, b);
    }

    /** Of integers or of truth values. */
    public Node and(Node a, Node b) {
        return node(Operation.AND, a.kind, null, a, alike(b, a));
    }

    public Node or(Node a, Node b) {
        return node(Operation.OR, a.kind, null, a, alike(b, a));
    }

    public Node xor(Node a, Node b) {
        return node(Operation.XOR, a.kind, null, a, alike(b, a));
    }

    public Node not(Node a) {
        return node(Operation.NOT, a.kind, null, a);
    }

    /** {@code mask ? a : b}. */
    public Node select(Node mask, Node a, Node b) {
        if (a.kind.isMask()) {
            return or(and(a, mask), and(b, not(mask)));
        }
        return node(Operation.SELECT, a.kind, null, masking(mask, a.kind.mask()), a, b);
    }

    private Node alike(Node x, Node y) {
        return y.kind.isMask() ? masking(x, y.kind) : x;
    }

    /** A truth value told about lanes of that width. */
    Node masking(Node mask, Kind kind) {
        return mask.kind == kind ? mask : node(Operation.MASK_CAST, kind, null, mask);
    }

    /** The bits of a floating number as an integer. */
    public Node bits(Node a) {
        return node(Operation.BITS, a.kind.bits(), null, a);
    }

    /** The floating number with these bits. */
    public Node fromBits(Node a) {
        return node(Operation.FROM_BITS, a.kind == Kind.LONG ? Kind.DOUBLE : Kind.FLOAT, null, a);
    }

    public Node shiftLeft(Node a, int places) {
        return node(Operation.SHIFT_LEFT, a.kind, places, a);
    }

    public Node shiftRightUnsigned(Node a, int places) {
        return node(Operation.SHIFT_RIGHT_UNSIGNED, a.kind, places, a);
    }

    /** A number of another kind, as Java's cast gives it. */
    public Node convert(Node a, Kind kind) {
        return a.kind == kind ? a : node(Operation.CONVERT, kind, null, a);
    }

    /** {@code |a|} with the sign of {@code b}; both of one floating kind. */
    public Node copySign(Node a, Node b) {
        Node sign = a.kind == Kind.DOUBLE ? literal(Long.MIN_VALUE) : literal(Integer.MIN_VALUE);
        return fromBits(or(bits(abs(a)), and(bits(b), sign)));
    }

    /** Whether neither part is infinite or NaN. */
    public Node isFinite(Node a) {
        return less(abs(a), literal(a, Double.POSITIVE_INFINITY));
    }

    /** A polynomial by Horner's rule with fused steps; the coefficient of the highest power first. */
    public Node polynomial(Node x, double... coefficients) {
        Node sum = literal(x, coefficients[0]);
        for (int k = 1; k < coefficients.length; k++) {
            sum = fma(sum, x, literal(x, coefficients[k]));
        }
        return sum;
    }
}
