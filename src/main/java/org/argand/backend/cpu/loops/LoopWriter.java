package org.argand.backend.cpu.loops;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.argand.array.DType;

/** Writes a {@link Loop} as a hidden class: the arrays into local variables, then the body for each step of the index. */
abstract class LoopWriter {
    private static final ClassDesc LOOP = desc(Loop.class);
    static final ClassDesc REFERENCE = desc(Reference.class);
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(
                    CD_int,
                    CD_Object.arrayType(),
                    CD_int.arrayType(),
                    CD_int.arrayType(),
                    REFERENCE,
                    CD_int,
                    CD_int);

    // Parameters of Loop.run: this is 0.
    private static final int ARRAYS = 1;
    private static final int AT = 2;
    private static final int SLOTS = 3;
    static final int ASKED = 4;
    private static final int FROM = 5;
    private static final int TO = 6;

    final Body body;
    final Ending ending;
    private final List<DType> types = new ArrayList<>();
    private final int inputs;
    private final BitSet used = new BitSet();
    private final int[] uses;

    /** Local variables of nodes that are computed already. */
    final Map<Node, Integer> locals = new HashMap<>();

    private int[] array = {};
    private int[] base = {};
    private int index;
    private int offset;

    /** What the code of the loop is appended to. */
    CodeBuilder code;

    LoopWriter(Body body, Ending ending, CodeBuilder code) {
        this.body = body;
        this.ending = ending;
        this.code = code;
        body.program().sources().forEach(s -> types.add(s.dtype()));
        this.inputs = types.size();
        body.results().forEach(v -> types.add(kept(v.dtype())));
        List<Node> stored = stored();
        stored.forEach(this::mark);
        body.guards().forEach(this::mark);
        this.uses = new int[body.graph().size()];
        countUses(stored);
    }

    static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /** How many elements are computed together. */
    abstract int lanes();

    private int work() {
        return used.cardinality();
    }

    /** How often the body is written for each step of the index. */
    int copies() {
        return 1;
    }

    /** How many elements a step of the index takes. */
    final int step() {
        return lanes() * copies();
    }

    /** How many elements beyond its own a step may read. */
    int ahead() {
        return 0;
    }

    /** What there is to do before the first step. */
    void begin() {}

    /** What there is to do first in each step. */
    void beginStep() {}

    /** What there is to do after the last one. */
    void finish() {}

    /** The nodes that are stored, in the order of the results. */
    abstract List<Node> stored();

    /** Pushes the value of a node whose operands can be pushed. */
    abstract void compute(Node node);

    /** Stores, or adds, what is in the locals of the result's nodes. */
    abstract void store(int slot, DType dtype, Value value);

    /** The kind of local variable that holds a node. */
    abstract TypeKind local(Node node);

    /** Whether a node is cheap to write wherever it is used. */
    abstract boolean isRepeated(Node node);

    /** Leaves the loop where a guard fails. */
    abstract void leaveUnlessGuarded(Label end);

    /** The loop of that writer, loaded. */
    static Loop load(MethodHandles.Lookup lookup, byte[] bytes) {
        try {
            MethodHandles.Lookup made = lookup.defineHiddenClass(bytes, true);
            return (Loop) made.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("a generated loop does not load", e);
        }
    }

    /** The class whose method {@code run} is what {@code writer} writes. */
    static byte[] write(Function<CodeBuilder, LoopWriter> writer) {
        ClassDesc name = ClassDesc.of(LoopWriter.class.getPackageName(), "Generated");
        int[] stepAndWork = new int[2];
        return ClassFile.of()
                .build(
                        name,
                        c -> {
                            c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
                            c.withInterfaceSymbols(LOOP);
                            c.withMethodBody(
                                    INIT_NAME,
                                    MTD_void,
                                    ClassFile.ACC_PUBLIC,
                                    b ->
                                            b.aload(0)
                                                    .invokespecial(CD_Object, INIT_NAME, MTD_void)
                                                    .return_());
                            c.withMethodBody(
                                    "run",
                                    RUN,
                                    ClassFile.ACC_PUBLIC,
                                    b -> {
                                        LoopWriter w = writer.apply(b);
                                        w.writeRun();
                                        stepAndWork[0] = w.step();
                                        stepAndWork[1] = w.work();
                                    });
                            constant(c, "step", stepAndWork[0]);
                            constant(c, "work", stepAndWork[1]);
                        });
    }

    private static void constant(ClassBuilder c, String name, int value) {
        c.withMethodBody(
                name,
                MethodTypeDesc.of(CD_int),
                ClassFile.ACC_PUBLIC,
                b -> b.loadConstant(value).ireturn());
    }

    private void mark(Node node) {
        if (!used.get(node.id)) {
            used.set(node.id);
            node.in.forEach(this::mark);
        }
    }

    private void countUses(List<Node> stored) {
        for (Node n : body.graph().all()) {
            if (used.get(n.id)) {
                n.in.forEach(i -> uses[i.id]++);
            }
        }
        // What is stored, or decides whether to store, is kept in a local variable.
        stored.forEach(n -> uses[n.id] += 2);
        body.guards().forEach(n -> uses[n.id] += 2);
    }

    private void writeRun() {
        fetchArrays();
        hoist();
        begin();
        index = code.allocateLocal(TypeKind.INT);
        int beyond = code.allocateLocal(TypeKind.INT);
        Label top = code.newLabel();
        Label end = code.newLabel();
        code.iload(FROM).istore(index);
        // Strictly below the first index without a whole step: with "at most the last one" HotSpot
        // gives up its counted loop, and checks each access, once a call takes a single step.
        code.iload(TO).loadConstant(step() + ahead() - 1).isub().istore(beyond);
        code.labelBinding(top).iload(index).iload(beyond).if_icmpge(end);
        beginStep();
        writeBody(end);
        code.iinc(index, step()).goto_(top);
        code.labelBinding(end);
        finish();
        code.iload(index).ireturn();
    }

    /** Nothing is stored before all guards hold. */
    private void writeBody(Label end) {
        Map<Node, Integer> same = Map.copyOf(locals);
        List<Map<Node, Integer>> copies = new ArrayList<>();
        for (int k = 0; k < copies(); k++) {
            offset = k * lanes();
            locals.clear();
            locals.putAll(same);
            computeShared();
            leaveUnlessGuarded(end);
            copies.add(Map.copyOf(locals));
        }
        List<Value> results = body.results();
        for (int k = 0; k < copies(); k++) {
            offset = k * lanes();
            locals.putAll(copies.get(k));
            for (int r = 0; r < results.size(); r++) {
                store(inputs + r, types.get(inputs + r), results.get(r));
            }
        }
    }

    private void computeShared() {
        for (Node n : body.graph().all()) {
            if (used.get(n.id)
                    && !locals.containsKey(n)
                    && (n.operation == Operation.GUARDED || uses[n.id] > 1 && !isRepeated(n))) {
                keep(n);
            }
        }
    }

    /** The type in which results are kept. */
    private DType kept(DType result) {
        return ending == Ending.STORED
                ? result
                : result.isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
    }

    private void fetchArrays() {
        array = new int[types.size()];
        base = new int[types.size()];
        for (int k = 0; k < array.length; k++) {
            array[k] = code.allocateLocal(TypeKind.REFERENCE);
            base[k] = code.allocateLocal(TypeKind.INT);
            code.aload(ARRAYS).aload(SLOTS).loadConstant(k).iaload().aaload();
            code.checkcast(element(types.get(k)).arrayType()).astore(array[k]);
            code.aload(AT).aload(SLOTS).loadConstant(k).iaload().iaload();
            if (types.get(k).isComplex()) {
                code.iconst_1().ishl();
            }
            code.istore(base[k]);
        }
    }

    /** The type of the numbers in an array of elements of that type. */
    static ClassDesc element(DType dtype) {
        return switch (dtype) {
            case BOOL -> CD_byte;
            case INT32 -> CD_int;
            case INT64 -> CD_long;
            case FLOAT32, COMPLEX64 -> CD_float;
            case FLOAT64, COMPLEX128 -> CD_double;
        };
    }

    /** Computes before the loop what is the same in all of it. */
    private void hoist() {
        for (Node n : body.graph().all()) {
            boolean same =
                    n.operation == Operation.UNIFORM
                            || !n.in.isEmpty()
                                    && n.operation != Operation.GUARDED
                                    && n.operation != Operation.PART
                                    && n.in.stream().allMatch(this::isSame);
            if (used.get(n.id) && same) {
                keep(n);
            }
        }
    }

    private boolean isSame(Node n) {
        return locals.containsKey(n) || n.operation == Operation.LITERAL;
    }

    private void keep(Node n) {
        compute(n);
        if (n.operation != Operation.GUARDED) {
            int variable = code.allocateLocal(local(n));
            code.storeLocal(local(n), variable);
            locals.put(n, variable);
        }
    }

    /** Pushes the value of a node. */
    final void push(Node n) {
        Integer variable = locals.get(n);
        if (variable != null) {
            code.loadLocal(local(n), variable);
        } else {
            compute(n);
        }
    }

    /** Pushes the array of a slot, and the place of its numbers for this step, {@code further} on. */
    final void place(int slot, int further) {
        int components = types.get(slot).components();
        code.aload(array[slot]).iload(base[slot]).iload(index);
        if (components == 2) {
            code.iconst_1().ishl();
        }
        code.iadd();
        int all = further + offset * components;
        if (all != 0) {
            code.loadConstant(all).iadd();
        }
    }

    /** Pushes the array of a slot, and the place of a part of its one element. */
    final void one(int slot, int part) {
        code.aload(array[slot]).iload(base[slot]);
        if (part != 0) {
            code.loadConstant(part).iadd();
        }
    }

    /** Pushes the index. */
    final void pushIndex() {
        code.iload(index);
    }

    /** How many elements after the index the code works on. */
    final int offset() {
        return offset;
    }

    /** The nodes that are computed. */
    final List<Node> used() {
        return body.graph().all().stream().filter(n -> used.get(n.id)).toList();
    }

    /** The slot of the first result. */
    final int firstResult() {
        return inputs;
    }

    /** The element type of a slot. */
    final DType type(int slot) {
        return types.get(slot);
    }
}
