package org.argand.backend.cpu.loops;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.argand.array.DType;

/** Writes the loop over vectors of elements; it is left where a guard fails for some lane. */
class VectorWriter extends VectorCode {

    private static final Set<Operation> PARTS =
            EnumSet.of(Operation.EVEN, Operation.ODD, Operation.LOW, Operation.HIGH);

    private static final Set<Operation> LOADS =
            EnumSet.of(Operation.LOAD, Operation.LOAD_LOW, Operation.LOAD_HIGH);

    /** Local variables of the accumulators, of {@link Shapes#DOUBLES} each. */
    private int[] sums = {};

    /** Whether lanes are in the order of {@link Operation#EVEN}. */
    private boolean paired;

    VectorWriter(Body body, Ending ending, CodeBuilder code) {
        super(body, ending, code);
    }

    @Override
    int copies() {
        return Loops.copies(body, ending);
    }

    /** Loads the accumulators of the one result. */
    @Override
    void begin() {
        paired = body.graph().all().stream().anyMatch(n -> PARTS.contains(n.operation));
        if (ending == Ending.ADDED_ALONG) {
            int numbers = Ending.ACCUMULATORS * type(firstResult()).components();
            sums = new int[numbers / Shapes.DOUBLES.length()];
            for (int k = 0; k < sums.length; k++) {
                sums[k] = code.allocateLocal(TypeKind.REFERENCE);
                species(Kind.DOUBLE);
                one(firstResult(), k * Shapes.DOUBLES.length());
                fromArray(Kind.DOUBLE);
                code.astore(sums[k]);
            }
        }
    }

    @Override
    void finish() {
        for (int k = 0; k < sums.length; k++) {
            code.aload(sums[k]);
            one(firstResult(), k * Shapes.DOUBLES.length());
            intoArray(Kind.DOUBLE);
        }
    }

    @Override
    List<Node> stored() {
        return body.results().stream()
                .flatMap(v -> v.isComplex() ? Stream.of(v.low(), v.high()) : Stream.of(v.re()))
                .toList();
    }

    @Override
    TypeKind local(Node node) {
        return TypeKind.REFERENCE;
    }

    @Override
    boolean isRepeated(Node node) {
        return node.operation == Operation.LITERAL && !node.kind.isMask() || isAddedAsLoaded(node);
    }

    /** Whether a node is the floats that are added, as they are loaded: those come as halves of a vector, each widened at once. */
    private boolean isAddedAsLoaded(Node node) {
        return ending != Ending.STORED
                && node.kind == Kind.FLOAT
                && !wide()
                && !paired
                && LOADS.contains(node.operation)
                && stored().contains(node);
    }

    @Override
    void leaveUnlessGuarded(Label end) {
        List<Node> guards = body.guards();
        if (guards.isEmpty()) {
            return;
        }
        push(guards.getFirst());
        for (Node g : guards.subList(1, guards.size())) {
            push(g);
            castMask(g.kind, guards.getFirst().kind);
            code.invokevirtual(MASK, "and", MethodTypeDesc.of(MASK, MASK));
        }
        code.invokevirtual(MASK, "allTrue", MethodTypeDesc.of(CD_boolean)).ifeq(end);
    }

    @Override
    void store(int slot, DType dtype, Value value) {
        if (ending != Ending.STORED) {
            Node first = value.isComplex() ? value.low() : value.re();
            add(slot, first, 0);
            if (value.isComplex()) {
                add(slot, value.high(), lanes());
            }
            return;
        }
        if (dtype == DType.BOOL) {
            code.getstatic(SHAPES, bytes(), SPECIES)
                    .invokestatic(BYTES, "zero", MethodTypeDesc.of(BYTES, SPECIES))
                    .iconst_1();
            push(value.re());
            code.getstatic(SHAPES, bytes(), SPECIES)
                    .invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES))
                    .invokevirtual(BYTES, "blend", MethodTypeDesc.of(BYTES, CD_byte, MASK));
            order(BYTES, bytes() + "_NATURAL");
            place(slot, 0);
            code.invokevirtual(
                    BYTES, "intoArray", MethodTypeDesc.of(CD_void, CD_byte.arrayType(), CD_int));
            return;
        }
        Node first = dtype.isComplex() ? value.low() : value.re();
        pushNatural(first, dtype);
        into(slot, first.kind, 0);
        if (dtype.isComplex()) {
            push(value.high());
            into(slot, first.kind, lanes());
        }
    }

    private void into(int slot, Kind kind, int further) {
        place(slot, further);
        intoArray(kind);
    }

    /** Adds the numbers of a vector, {@code further} on in the step's, to where they belong. */
    private void add(int slot, Node numbers, int further) {
        int lanes = Shapes.DOUBLES.length();
        int parts = numbers.kind == Kind.FLOAT && !wide() ? 2 : 1;
        for (int p = 0; p < parts; p++) {
            int at = further + p * lanes;
            if (ending == Ending.ADDED_ALONG) {
                int sum = sums[(offset() * type(slot).components() + at) / lanes];
                code.aload(sum);
                widened(numbers, slot, p);
                plus();
                code.astore(sum);
            } else {
                species(Kind.DOUBLE);
                place(slot, at);
                fromArray(Kind.DOUBLE);
                widened(numbers, slot, p);
                plus();
                place(slot, at);
                intoArray(Kind.DOUBLE);
            }
        }
    }

    /** Pushes what is to be stored, in the order of the elements, as interleaved numbers are. */
    private void pushNatural(Node numbers, DType dtype) {
        push(numbers);
        if (!dtype.isComplex()) {
            order(type(numbers.kind), shape(numbers.kind) + "_NATURAL");
        }
    }

    /** Brings the vector on the stack into another order where lanes are paired. */
    private void order(ClassDesc type, String order) {
        if (paired) {
            rearrange(type, order);
        }
    }

    private void plus() {
        code.invokevirtual(type(Kind.DOUBLE), "add", MethodTypeDesc.of(type(Kind.DOUBLE), VECTOR));
    }

    /** Pushes one part of the numbers as double vectors. */
    private void widened(Node numbers, int slot, int part) {
        if (isAddedAsLoaded(numbers)) {
            code.getstatic(SHAPES, "HALF_FLOATS", SPECIES);
            place(source(numbers), further(numbers) + part * Shapes.DOUBLES.length());
            fromArray(Kind.FLOAT);
        } else {
            pushNatural(numbers, type(slot));
            if (part > 0) {
                rearrange(type(Kind.FLOAT), "FLOATS_HALVES_SWAPPED");
            }
        }
        if (numbers.kind == Kind.FLOAT) {
            convertTo("F2D", Kind.DOUBLE, 0);
        }
    }

    /** The slot that a node loads from. */
    private static int source(Node load) {
        return load.operation == Operation.LOAD ? load.number() / 2 : load.number();
    }

    /** How far beyond the step's place a node loads. */
    private int further(Node load) {
        return load.operation == Operation.LOAD_HIGH ? lanes() : 0;
    }

    @Override
    void compute(Node n) {
        switch (n.operation) {
            case LOAD -> {
                load(n);
                if (!n.kind.isMask()) {
                    order(type(n.kind), shape(n.kind) + "_PAIRED");
                }
            }
            case LOAD_LOW, LOAD_HIGH -> load(n);
            case UNIFORM -> uniform(n);
            case LITERAL -> literal(n);
            case EVEN -> choose(n.in.get(0), false, n.in.get(1), true);
            case ODD -> choose(n.in.get(0), true, n.in.get(1), false);
            case LOW -> choose(n.in.get(0), false, n.in.get(1), true);
            case HIGH -> choose(n.in.get(0), true, n.in.get(1), false);
            case LESS -> compare(n, "LT");
            case LESS_EQUAL -> compare(n, "LE");
            case EQUAL -> compare(n, "EQ");
            case SELECT -> {
                push(n.in.get(2));
                push(n.in.get(1));
                push(n.in.get(0));
                if (!n.kind.isFloating()) {
                    maskOf(n.kind);
                }
                code.invokevirtual(
                        type(n.kind), "blend", MethodTypeDesc.of(type(n.kind), VECTOR, MASK));
            }
            case XOR -> exclusiveOr(n);
            case GUARDED, PART -> throw new AssertionError(n + " is for single elements");
            default -> {
                n.in.forEach(this::push);
                apply(n);
            }
        }
    }

    private void load(Node n) {
        if (n.kind.isMask()) {
            code.getstatic(SHAPES, bytes(), SPECIES);
            place(source(n), 0);
            code.invokestatic(
                    BYTES,
                    "fromArray",
                    MethodTypeDesc.of(BYTES, SPECIES, CD_byte.arrayType(), CD_int));
            order(BYTES, bytes() + "_PAIRED");
            code.getstatic(OPERATORS, "NE", ClassDesc.of(API + "VectorOperators$Comparison"))
                    .iconst_0()
                    .invokevirtual(
                            BYTES,
                            "compare",
                            MethodTypeDesc.of(
                                    MASK,
                                    ClassDesc.of(API + "VectorOperators$Comparison"),
                                    CD_byte));
            species(Kind.FLOAT);
            code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
            return;
        }
        species(n.kind);
        place(source(n), further(n));
        fromArray(n.kind);
    }

    private void uniform(Node n) {
        Kind kind = n.kind;
        if (kind.isMask()) {
            species(Kind.FLOAT);
            one(n.number() / 2, 0);
            code.baload();
            maskAll();
            return;
        }
        species(kind);
        one(n.number() / 2, n.number() % 2);
        code.arrayLoad(TypeKind.from(number(kind)));
        broadcast(kind);
    }

    private void literal(Node n) {
        species(n.kind);
        switch (n.payload) {
            case Float f -> code.loadConstant(f.floatValue());
            case Double d -> code.loadConstant(d.doubleValue());
            case Integer i -> code.loadConstant(i.intValue());
            case Long l -> code.loadConstant(l.longValue());
            case Boolean b -> code.loadConstant(b ? 1 : 0);
            case null, default -> throw new AssertionError(n);
        }
        if (n.kind.isMask()) {
            maskAll();
        } else {
            broadcast(n.kind);
        }
    }

    /** Even lanes of one vector and odd lanes of another, either with its neighbours swapped. */
    private void choose(Node even, boolean swapsEven, Node odd, boolean swapsOdd) {
        ClassDesc type = type(even.kind);
        push(odd, swapsOdd);
        push(even, swapsEven);
        code.getstatic(SHAPES, shape(even.kind) + "_EVEN", MASK)
                .invokevirtual(type, "blend", MethodTypeDesc.of(type, VECTOR, MASK));
    }

    private void push(Node n, boolean swaps) {
        push(n);
        if (swaps) {
            rearrange(type(n.kind), shape(n.kind) + "_SWAP");
        }
    }

    private void compare(Node n, String how) {
        Kind kind = n.in.getFirst().kind;
        push(n.in.get(0));
        code.getstatic(OPERATORS, how, ClassDesc.of(API + "VectorOperators$Comparison"));
        push(n.in.get(1));
        code.invokevirtual(
                type(kind),
                "compare",
                MethodTypeDesc.of(MASK, ClassDesc.of(API + "VectorOperators$Comparison"), VECTOR));
        if (!kind.isFloating()) {
            maskOf(n.kind);
        }
    }

    private void exclusiveOr(Node n) {
        push(n.in.get(0));
        if (n.kind.isMask()) {
            push(n.in.get(1));
            method(n, "xor");
            return;
        }
        code.getstatic(OPERATORS, "XOR", ClassDesc.of(API + "VectorOperators$Associative"));
        push(n.in.get(1));
        code.invokevirtual(
                type(n.kind),
                "lanewise",
                MethodTypeDesc.of(
                        type(n.kind), ClassDesc.of(API + "VectorOperators$Binary"), VECTOR));
    }
}
