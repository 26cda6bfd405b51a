package org.argand.backend.cpu.loops;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;

/** The calls of the Vector API that loops over vectors are made of; what they take is on the stack. */
abstract class VectorCode extends LoopWriter {
    static final String API = "jdk.incubator.vector.";
    static final ClassDesc VECTOR = ClassDesc.of(API + "Vector");
    static final ClassDesc MASK = ClassDesc.of(API + "VectorMask");
    static final ClassDesc SPECIES = ClassDesc.of(API + "VectorSpecies");
    static final ClassDesc SHUFFLE = ClassDesc.of(API + "VectorShuffle");
    static final ClassDesc OPERATORS = ClassDesc.of(API + "VectorOperators");
    static final ClassDesc BYTES = ClassDesc.of(API + "ByteVector");
    static final ClassDesc SHAPES = desc(Shapes.class);

    VectorCode(Body body, Ending ending, CodeBuilder code) {
        super(body, ending, code);
    }

    /** Whether anything has lanes of 64 bits; then floats come in vectors of half the size. */
    final boolean wide() {
        return body.graph().isWide();
    }

    @Override
    final int lanes() {
        return Loops.lanes(body);
    }

    final void intoArray(Kind kind) {
        code.invokevirtual(
                type(kind),
                "intoArray",
                MethodTypeDesc.of(CD_void, number(kind).arrayType(), CD_int));
    }

    final void fromArray(Kind kind) {
        code.invokestatic(
                type(kind),
                "fromArray",
                MethodTypeDesc.of(type(kind), SPECIES, number(kind).arrayType(), CD_int));
    }

    final void maskAll() {
        code.invokeinterface(SPECIES, "maskAll", MethodTypeDesc.of(MASK, CD_boolean));
    }

    final void broadcast(Kind kind) {
        code.invokestatic(
                type(kind), "broadcast", MethodTypeDesc.of(type(kind), SPECIES, number(kind)));
    }

    /** Casts the mask on the stack: masks are those of floating vectors, except where integers are chosen by them. */
    final void maskOf(Kind kind) {
        species(kind);
        code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    }

    final void castMask(Kind from, Kind to) {
        if (from != to) {
            maskOf(to);
        }
    }

    /** Brings the lanes of the vector on the stack into the order of that name. */
    final void rearrange(ClassDesc type, String order) {
        code.getstatic(SHAPES, order, SHUFFLE)
                .invokevirtual(type, "rearrange", MethodTypeDesc.of(type, SHUFFLE));
    }

    final void convertTo(String how, Kind kind, int part) {
        code.getstatic(OPERATORS, how, ClassDesc.of(API + "VectorOperators$Conversion"));
        species(kind);
        code.loadConstant(part)
                .invokevirtual(
                        VECTOR,
                        "convertShape",
                        MethodTypeDesc.of(
                                VECTOR,
                                ClassDesc.of(API + "VectorOperators$Conversion"),
                                SPECIES,
                                CD_int))
                .checkcast(type(kind));
    }

    static String letter(Kind kind) {
        return switch (kind) {
            case FLOAT -> "F";
            case DOUBLE -> "D";
            case INT -> "I";
            case LONG -> "L";
            case MASK32, MASK64 -> throw new AssertionError(kind);
        };
    }

    final void species(Kind kind) {
        code.getstatic(SHAPES, shape(kind), SPECIES);
    }

    final String shape(Kind kind) {
        return switch (kind) {
            case FLOAT, MASK32 -> wide() ? "HALF_FLOATS" : "FLOATS";
            case INT -> wide() ? "HALF_INTS" : "INTS";
            case DOUBLE, MASK64 -> "DOUBLES";
            case LONG -> "LONGS";
        };
    }

    final String bytes() {
        return wide() ? "HALF_BYTES" : "BYTES";
    }

    static ClassDesc type(Kind kind) {
        return ClassDesc.of(
                API
                        + switch (kind) {
                            case FLOAT -> "FloatVector";
                            case DOUBLE -> "DoubleVector";
                            case INT -> "IntVector";
                            case LONG -> "LongVector";
                            case MASK32, MASK64 -> "VectorMask";
                        });
    }

    static ClassDesc number(Kind kind) {
        return switch (kind) {
            case FLOAT -> CD_float;
            case DOUBLE -> CD_double;
            case INT -> CD_int;
            case LONG -> CD_long;
            case MASK32, MASK64 -> CD_boolean;
        };
    }

    /** Applies a node's operation to its operands on the stack. */
    final void apply(Node n) {
        switch (n.operation) {
            case ADD -> method(n, "add");
            case SUB -> method(n, "sub");
            case MUL -> method(n, "mul");
            case DIV -> method(n, "div");
            case NEG -> method(n, "neg");
            case ABS -> method(n, "abs");
            case SQRT -> method(n, "sqrt");
            case FMA -> method(n, "fma");
            case MIN -> method(n, "min");
            case MAX -> method(n, "max");
            case AND -> method(n, "and");
            case OR -> method(n, "or");
            case NOT -> code.invokevirtual(target(n), "not", MethodTypeDesc.of(target(n)));
            case MASK_CAST -> castMask(n.in.getFirst().kind, n.kind);
            case BITS ->
                    reinterpret(
                            n, n.kind == Kind.LONG ? "reinterpretAsLongs" : "reinterpretAsInts");
            case FROM_BITS ->
                    reinterpret(
                            n,
                            n.kind == Kind.DOUBLE ? "reinterpretAsDoubles" : "reinterpretAsFloats");
            case SHIFT_LEFT -> shift(n, "LSHL");
            case SHIFT_RIGHT_UNSIGNED -> shift(n, "LSHR");
            case CONVERT -> convert(n);
            default -> throw new AssertionError(n);
        }
    }

    private static ClassDesc target(Node n) {
        return n.kind.isMask() ? MASK : type(n.kind);
    }

    final void method(Node n, String name) {
        ClassDesc operand = n.kind.isMask() ? MASK : VECTOR;
        code.invokevirtual(
                target(n),
                name,
                MethodTypeDesc.of(target(n), Collections.nCopies(n.in.size() - 1, operand)));
    }

    private void reinterpret(Node n, String name) {
        code.invokevirtual(type(n.in.getFirst().kind), name, MethodTypeDesc.of(type(n.kind)));
    }

    private void shift(Node n, String name) {
        code.getstatic(OPERATORS, name, ClassDesc.of(API + "VectorOperators$Binary"))
                .loadConstant(n.number());
        if (n.kind == Kind.LONG) {
            code.i2l();
        }
        code.invokevirtual(
                type(n.kind),
                "lanewise",
                MethodTypeDesc.of(
                        type(n.kind),
                        ClassDesc.of(API + "VectorOperators$Binary"),
                        number(n.kind)));
    }

    private void convert(Node n) {
        Kind from = n.in.getFirst().kind;
        convertTo(letter(from) + "2" + letter(n.kind), n.kind, 0);
    }
}
