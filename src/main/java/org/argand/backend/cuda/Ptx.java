package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.argand.array.DType;

/** Assembles the body of one PTX function: numbered registers of each kind, instructions and labels in order. */
final class Ptx {
    /** First lines of a module that drivers from CUDA 11.8 on compile for devices from Turing on. */
    static final String HEADER =
            """
            .version 6.3
            .target sm_75
            .address_size 64
            """;

    private final StringBuilder lines = new StringBuilder();
    private final Map<Kind, Integer> registers = new EnumMap<>(Kind.class);
    private final Set<String> calls = new LinkedHashSet<>();
    private int labels;

    /** What a register holds: its prefix in names and its type in declarations. */
    enum Kind {
        PREDICATE("p", "pred"),
        B32("r", "b32"),
        B64("d", "b64"),
        F32("f", "f32"),
        F64("g", "f64");

        private final String prefix;
        private final String type;

        Kind(String prefix, String type) {
            this.prefix = prefix;
            this.type = type;
        }

        /** The kind that holds a number of that real type; truth values are predicates. */
        static Kind of(DType real) {
            return switch (real) {
                case BOOL -> PREDICATE;
                case INT32 -> B32;
                case INT64 -> B64;
                case FLOAT32, COMPLEX64 -> F32;
                case FLOAT64, COMPLEX128 -> F64;
            };
        }

        /** The type as instructions and parameters name it where only the size counts. */
        String type() {
            return type;
        }
    }

    /** A virtual register; its name is what instructions take. */
    record Register(Kind kind, int number) {
        @Override
        public String toString() {
            return "%" + kind.prefix + number;
        }
    }

    /** The suffix of arithmetic on numbers of that real type. */
    static String suffix(DType real) {
        return switch (real) {
            case BOOL -> ".pred";
            case INT32 -> ".s32";
            case INT64 -> ".s64";
            case FLOAT32, COMPLEX64 -> ".f32";
            case FLOAT64, COMPLEX128 -> ".f64";
        };
    }

    /** A number of that real type as an operand. */
    static String literal(DType real, double value) {
        return switch (real) {
            case BOOL, INT32, INT64 -> Long.toString((long) value);
            case FLOAT32, COMPLEX64 -> "0f%08X".formatted(Float.floatToRawIntBits((float) value));
            case FLOAT64, COMPLEX128 -> "0d%016X".formatted(Double.doubleToRawLongBits(value));
        };
    }

    /** A register that nothing else uses. */
    Register register(Kind kind) {
        return new Register(kind, registers.merge(kind, 1, Integer::sum));
    }

    /** One instruction: its name and, after it, the operands, destination first. */
    void emit(String instruction, Object... operands) {
        String list =
                Arrays.stream(operands).map(Object::toString).collect(Collectors.joining(", "));
        line(instruction + (list.isEmpty() ? "" : " " + list) + ";");
    }

    /** One instruction with a fresh destination, which is returned. */
    Register set(Kind kind, String instruction, Object... operands) {
        Register to = register(kind);
        Object[] all = new Object[operands.length + 1];
        all[0] = to;
        System.arraycopy(operands, 0, all, 1, operands.length);
        emit(instruction, all);
        return to;
    }

    /** Arithmetic on numbers of one real type: {@code operation} lacks only the type's suffix. */
    Register compute(DType real, String operation, Object... operands) {
        return set(Kind.of(real), operation + suffix(real), operands);
    }

    /** A truth value: {@code comparison} (eq, lt, geu …) of two numbers of one real type. */
    Register test(DType real, String comparison, Object a, Object b) {
        return set(Kind.PREDICATE, "setp." + comparison + suffix(real), a, b);
    }

    /** {@code condition ? a : b} of numbers of one real type. */
    Register select(DType real, Register condition, Object a, Object b) {
        if (real != DType.BOOL) {
            return compute(real, "selp", a, b, condition);
        }
        Register yes = set(Kind.PREDICATE, "and.pred", condition, a);
        Register no = set(Kind.PREDICATE, "not.pred", condition);
        return set(Kind.PREDICATE, "or.pred", yes, set(Kind.PREDICATE, "and.pred", no, b));
    }

    /** A copy that may be overwritten. */
    Register copy(Register from) {
        return set(from.kind(), "mov." + from.kind().type(), from);
    }

    /** Overwrites a register. */
    void assign(Register to, Object from) {
        emit("mov." + to.kind().type(), to, from);
    }

    /** A label that nothing else uses, to be {@linkplain #mark marked} once. */
    String label() {
        return "$L" + ++labels;
    }

    /** The next instruction is where that label leads. */
    void mark(String label) {
        lines.append(label).append(":\n");
    }

    /** Goes on at a label. */
    void branch(String label) {
        emit("bra", label);
    }

    /** Goes on at a label if the predicate holds. */
    void branchIf(Register predicate, String label) {
        line("@" + predicate + " bra " + label + ";");
    }

    /** Goes on at a label unless the predicate holds. */
    void branchUnless(Register predicate, String label) {
        line("@!" + predicate + " bra " + label + ";");
    }

    /** {@code body} for {@code index}, and for every {@code step} after it, while it is below {@code end}. */
    void loop(Register index, Register end, Register step, Runnable body) {
        String bits = index.kind() == Kind.B32 ? "32" : "64";
        String again = label();
        String done = label();
        mark(again);
        branchIf(set(Kind.PREDICATE, "setp.ge.u" + bits, index, end), done);
        body.run();
        emit("add.s" + bits, index, index, step);
        branch(again);
        mark(done);
    }

    /**
     * Calls a function of the device library: each number is passed in memory of its type, complex ones as pairs.
     *
     * @param to type of the result
     */
    Quantity call(String function, DType to, List<Quantity> arguments) {
        calls.add(function);
        line("{");
        List<String> names = new ArrayList<>();
        for (Quantity x : arguments) {
            String name = "in" + names.size();
            names.add(name);
            line(parameter(x.dtype(), name) + ";");
            String store = "st.param" + vector(x.parts(), suffix(x.real()));
            emit(store, "[" + name + "]", list(x.parts()));
        }
        line(parameter(to, "out") + ";");
        emit("call", "(out)", function, "(" + String.join(", ", names) + ")");
        Quantity result = new Quantity(to, registers(to));
        emit("ld.param" + vector(result.parts(), suffix(to.real())), list(result.parts()), "[out]");
        line("}");
        return result;
    }

    /** Functions that are called, in the order of their first calls. */
    Set<String> calls() {
        return calls;
    }

    /** How a parameter of that type is declared. */
    private static String parameter(DType dtype, String name) {
        int bytes = dtype.bytes();
        return dtype.isComplex()
                ? ".param .align %d .b8 %s[%d]".formatted(bytes, name, bytes)
                : ".param .%s %s".formatted(Kind.of(dtype).type().replace('f', 'b'), name);
    }

    /** The modifiers of an access to that many registers at once. */
    static String vector(List<Register> registers, String suffix) {
        return registers.size() == 1 ? suffix : ".v" + registers.size() + suffix;
    }

    /** Registers as the operand of one access. */
    static String list(List<Register> registers) {
        return registers.size() == 1
                ? registers.getFirst().toString()
                : registers.stream()
                        .map(Register::toString)
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Fresh registers for the parts of a number. */
    List<Register> registers(DType dtype) {
        return Stream.generate(() -> register(Kind.of(dtype.real())))
                .limit(dtype.components())
                .toList();
    }

    /** A line as it stands: a brace or a declaration. */
    void line(String text) {
        lines.append("    ").append(text).append('\n');
    }

    /** The body in braces, registers declared. */
    String body() {
        StringBuilder text = new StringBuilder("{\n");
        registers.forEach((kind, count) ->
                text.append(
                        "    .reg .%s %%%s<%d>;%n".formatted(kind.type, kind.prefix, count + 1)));
        return text.append(lines).append("}\n").toString();
    }
}
