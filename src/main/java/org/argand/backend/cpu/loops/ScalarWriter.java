package org.argand.backend.cpu.loops;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.argand.array.DType;

/** Writes the loop over single elements, in which a formula that does not hold gives way to the reference. */
final class ScalarWriter extends LoopWriter {
    private static final ClassDesc MATH = desc(Math.class);
    private static final MethodTypeDesc EVALUATE =
            MethodTypeDesc.of(
                    CD_double, CD_int, CD_double, CD_double, CD_double, CD_double, CD_double,
                    CD_double);

    private final Map<Node, int[]> parts = new HashMap<>();

    ScalarWriter(Body body, Ending ending, CodeBuilder code) {
        super(body, ending, code);
    }

    @Override
    int lanes() {
        return 1;
    }

    @Override
    List<Node> stored() {
        return body.results().stream()
                .flatMap(v -> v.isComplex() ? Stream.of(v.re(), v.im()) : Stream.of(v.re()))
                .toList();
    }

    @Override
    void store(int slot, DType dtype, Value value) {
        if (ending != Ending.STORED) {
            add(slot, value, 0);
            if (dtype.isComplex()) {
                add(slot, value, 1);
            }
            return;
        }
        place(slot, 0);
        push(value.re());
        code.arrayStore(arrayOf(dtype));
        if (dtype.isComplex()) {
            place(slot, 1);
            push(value.im());
            code.arrayStore(arrayOf(dtype));
        }
    }

    private void add(int slot, Value value, int part) {
        if (ending == Ending.ADDED_ALONG) {
            int parts = value.isComplex() ? 2 : 1;
            one(slot, 0);
            pushIndex();
            code.loadConstant(Ending.ACCUMULATORS - 1).iand();
            code.loadConstant(parts).imul().loadConstant(part).iadd().iadd();
        } else {
            place(slot, part);
        }
        code.dup2().daload();
        Node number = part == 0 ? value.re() : value.im();
        push(number);
        convert(number.kind, Kind.DOUBLE);
        code.dadd().dastore();
    }

    private static TypeKind arrayOf(DType dtype) {
        return TypeKind.from(element(dtype));
    }

    @Override
    TypeKind local(Node node) {
        return type(node.kind);
    }

    private static TypeKind type(Kind kind) {
        return switch (kind) {
            case FLOAT -> TypeKind.FLOAT;
            case DOUBLE -> TypeKind.DOUBLE;
            case LONG -> TypeKind.LONG;
            case INT, MASK32, MASK64 -> TypeKind.INT;
        };
    }

    @Override
    boolean isRepeated(Node node) {
        return node.operation == Operation.LITERAL || node.operation == Operation.PART;
    }

    @Override
    void leaveUnlessGuarded(Label end) {
        // Each function has asked the reference already.
    }

    @Override
    void compute(Node n) {
        switch (n.operation) {
            case LOAD -> {
                place(n.number() / 2, n.number() % 2);
                code.arrayLoad(arrayOf(type(n.number() / 2)));
            }
            case UNIFORM -> {
                one(n.number() / 2, n.number() % 2);
                code.arrayLoad(arrayOf(type(n.number() / 2)));
            }
            case LITERAL -> literal(n);
            case LESS -> compare(n, Opcode.FCMPG, Opcode.DCMPG, Opcode.IFLT);
            case LESS_EQUAL -> compare(n, Opcode.FCMPG, Opcode.DCMPG, Opcode.IFLE);
            case EQUAL -> compare(n, Opcode.FCMPL, Opcode.DCMPL, Opcode.IFEQ);
            case SELECT -> choose(n);
            case GUARDED -> guarded(n);
            case PART -> code.loadLocal(local(n), partsOf(n.in.getFirst())[n.number()]);
            case LOAD_LOW, LOAD_HIGH, EVEN, ODD, LOW, HIGH ->
                    throw new AssertionError(n + " is for vectors");
            default -> {
                n.in.forEach(this::push);
                apply(n);
            }
        }
    }

    private int[] partsOf(Node guarded) {
        int[] found = parts.get(guarded);
        if (found == null) {
            throw new AssertionError("a part of what is not computed yet");
        }
        return found;
    }

    private void literal(Node n) {
        switch (n.payload) {
            case Float f -> code.loadConstant(f.floatValue());
            case Double d -> code.loadConstant(d.doubleValue());
            case Integer i -> code.loadConstant(i.intValue());
            case Long l -> code.loadConstant(l.longValue());
            case Boolean b -> code.loadConstant(b ? 1 : 0);
            case null, default -> throw new AssertionError(n);
        }
    }

    private void compare(Node n, Opcode floats, Opcode doubles, Opcode holds) {
        n.in.forEach(this::push);
        Opcode branch = holds;
        switch (n.in.getFirst().kind) {
            case FLOAT -> code.with(OperatorInstruction.of(floats));
            case DOUBLE -> code.with(OperatorInstruction.of(doubles));
            case LONG -> code.lcmp();
            case INT, MASK32, MASK64 -> branch = ofInts(holds);
        }
        Label yes = code.newLabel();
        Label done = code.newLabel();
        code.branch(branch, yes).iconst_0().goto_(done);
        code.labelBinding(yes).iconst_1().labelBinding(done);
    }

    private static Opcode ofInts(Opcode holds) {
        return switch (holds) {
            case IFLT -> Opcode.IF_ICMPLT;
            case IFLE -> Opcode.IF_ICMPLE;
            default -> Opcode.IF_ICMPEQ;
        };
    }

    private void choose(Node n) {
        Label no = code.newLabel();
        Label done = code.newLabel();
        push(n.in.get(0));
        code.ifeq(no);
        push(n.in.get(1));
        code.goto_(done).labelBinding(no);
        push(n.in.get(2));
        code.labelBinding(done);
    }

    /** Results into local variables, and over them those of the reference where the guard fails. */
    private void guarded(Node n) {
        Body.Place place = (Body.Place) Objects.requireNonNull(n.payload);
        int[] variables = new int[place.results()];
        for (int p = 0; p < variables.length; p++) {
            Node result = n.in.get(1 + p);
            push(result);
            variables[p] = code.allocateLocal(local(result));
            code.storeLocal(local(result), variables[p]);
        }
        parts.put(n, variables);
        Label holds = code.newLabel();
        push(n.in.getFirst());
        code.ifne(holds);
        code.aload(ASKED).loadConstant(place.instruction());
        int operands = n.in.size() - 1 - variables.length;
        for (int k = 0; k < 6; k++) {
            if (k < operands) {
                Node operand = n.in.get(1 + variables.length + k);
                push(operand);
                convert(operand.kind, Kind.DOUBLE);
            } else {
                code.dconst_0();
            }
        }
        code.invokevirtual(REFERENCE, "evaluate", EVALUATE);
        round(n.kind, variables[0]);
        if (variables.length > 1) {
            code.aload(ASKED).invokevirtual(REFERENCE, "imaginary", MethodTypeDesc.of(CD_double));
            round(n.kind, variables[1]);
        }
        code.labelBinding(holds);
    }

    private void round(Kind kind, int variable) {
        convert(Kind.DOUBLE, kind);
        code.storeLocal(type(kind), variable);
    }

    private void convert(Kind from, Kind to) {
        if (type(from) != type(to)) {
            code.conversion(type(from), type(to));
        }
    }

    private void apply(Node n) {
        TypeKind t = type(n.kind);
        switch (n.operation) {
            case ADD -> code.with(operator(t, Opcode.IADD, Opcode.LADD, Opcode.FADD, Opcode.DADD));
            case SUB -> code.with(operator(t, Opcode.ISUB, Opcode.LSUB, Opcode.FSUB, Opcode.DSUB));
            case MUL -> code.with(operator(t, Opcode.IMUL, Opcode.LMUL, Opcode.FMUL, Opcode.DMUL));
            case DIV -> code.with(operator(t, Opcode.IDIV, Opcode.LDIV, Opcode.FDIV, Opcode.DDIV));
            case NEG -> code.with(operator(t, Opcode.INEG, Opcode.LNEG, Opcode.FNEG, Opcode.DNEG));
            case FMA -> math("fma", n.kind, 3);
            case ABS -> math("abs", n.kind, 1);
            case MIN -> math("min", n.kind, 2);
            case MAX -> math("max", n.kind, 2);
            case SQRT -> squareRoot(n.kind);
            case AND -> code.with(operator(t, Opcode.IAND, Opcode.LAND, Opcode.IAND, Opcode.LAND));
            case OR -> code.with(operator(t, Opcode.IOR, Opcode.LOR, Opcode.IOR, Opcode.LOR));
            case XOR -> code.with(operator(t, Opcode.IXOR, Opcode.LXOR, Opcode.IXOR, Opcode.LXOR));
            case NOT -> {
                if (n.kind.isMask()) {
                    code.iconst_1().ixor();
                } else {
                    code.loadConstant(-1);
                    convert(Kind.INT, n.kind);
                    code.with(operator(t, Opcode.IXOR, Opcode.LXOR, Opcode.IXOR, Opcode.LXOR));
                }
            }
            case SHIFT_LEFT -> shift(n, Opcode.ISHL, Opcode.LSHL);
            case SHIFT_RIGHT_UNSIGNED -> shift(n, Opcode.IUSHR, Opcode.LUSHR);
            case BITS -> bits(n, "floatToRawIntBits", "doubleToRawLongBits", n.in.getFirst().kind);
            case FROM_BITS -> bits(n, "intBitsToFloat", "longBitsToDouble", n.kind);
            case CONVERT -> convert(n.in.getFirst().kind, n.kind);
            case MASK_CAST -> {}
            default -> throw new AssertionError(n);
        }
    }

    private static OperatorInstruction operator(
            TypeKind t, Opcode i, Opcode l, Opcode f, Opcode d) {
        return OperatorInstruction.of(
                switch (t) {
                    case LONG -> l;
                    case FLOAT -> f;
                    case DOUBLE -> d;
                    default -> i;
                });
    }

    private void shift(Node n, Opcode ints, Opcode longs) {
        code.loadConstant(n.number());
        code.with(operator(type(n.kind), ints, longs, ints, longs));
    }

    private void math(String name, Kind kind, int operands) {
        ClassDesc t = number(kind);
        code.invokestatic(MATH, name, MethodTypeDesc.of(t, Collections.nCopies(operands, t)));
    }

    /** A float's root through double is rounded as if at once. */
    private void squareRoot(Kind kind) {
        convert(kind, Kind.DOUBLE);
        math("sqrt", Kind.DOUBLE, 1);
        convert(Kind.DOUBLE, kind);
    }

    private void bits(Node n, String floats, String doubles, Kind floating) {
        boolean wide = floating == Kind.DOUBLE;
        code.invokestatic(
                desc(wide ? Double.class : Float.class),
                wide ? doubles : floats,
                MethodTypeDesc.of(number(n.kind), number(n.in.getFirst().kind)));
    }

    private static ClassDesc number(Kind kind) {
        return switch (kind) {
            case FLOAT -> CD_float;
            case DOUBLE -> CD_double;
            case LONG -> CD_long;
            case INT, MASK32, MASK64 -> CD_int;
        };
    }
}
