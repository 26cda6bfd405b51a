package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.Program.Instruction;

/** Scalar functions in a kernel: a few are written inline, the others are calls into the device library. */
final class PtxScalars {
    private PtxScalars() {}

    /** The name of a function of the device library for operands of that type. */
    static String libraryName(String label, DType operand) {
        return "argand_" + label + "_" + shortName(operand);
    }

    static String shortName(DType dtype) {
        return switch (dtype) {
            case BOOL -> "b8";
            case INT32 -> "i32";
            case INT64 -> "i64";
            case FLOAT32 -> "f32";
            case FLOAT64 -> "f64";
            case COMPLEX64 -> "c64";
            case COMPLEX128 -> "c128";
        };
    }

    /** Runs the program's code on its sources; the registers that it stores. */
    static List<Quantity> evaluate(Ptx p, Program program, List<Quantity> sources) {
        List<Quantity> registers = new ArrayList<>(sources);
        for (Instruction code : program.code()) {
            List<Quantity> in = code.operands().stream().map(registers::get).toList();
            List<DType> types = in.stream().map(Quantity::dtype).toList();
            registers.add(
                    inline(code, types)
                            .map(form -> form.write(p, code.dtype(), in))
                            .orElseGet(() -> call(p, code, in)));
        }
        return program.results().stream().map(registers::get).toList();
    }

    private static Quantity call(Ptx p, Instruction code, List<Quantity> in) {
        String name = libraryName(code.function().label(), in.getFirst().dtype());
        return p.call(name, code.dtype(), in);
    }

    /** The first thing in the program that no kernel can do, if there is one. */
    static Optional<String> missing(Program program, DeviceLibrary library) {
        for (Instruction code : program.code()) {
            List<DType> types = code.operands().stream().map(program::dtype).toList();
            if (inline(code, types).isPresent()) {
                continue;
            }
            String name = libraryName(code.function().label(), types.getFirst());
            if (!uniform(types, 0) || !library.has(name)) {
                return Optional.of(
                        "no kernel for "
                                + code.function().label()
                                + types.stream()
                                        .map(DType::toString)
                                        .collect(Collectors.joining(", ", "(", ")")));
            }
        }
        return Optional.empty();
    }

    /** How many of the program's functions are calls, for each element. */
    static long calls(Program program) {
        return program.code().stream()
                        .filter(c ->
                                inline(c, c.operands().stream().map(program::dtype).toList())
                                        .isEmpty())
                        .count()
                + program.sources().stream().filter(Program.Random.class::isInstance).count();
    }

    private static Optional<PtxForm> inline(Instruction code, List<DType> types) {
        String label = code.function().label();
        DType from = types.getLast();
        if (label.equals("cast_" + code.dtype()) && PtxCasts.exists(from, code.dtype())) {
            return Optional.of((p, to, in) -> PtxCasts.cast(p, in.getFirst(), to));
        }
        boolean selects = label.equals("where") && types.getFirst() == DType.BOOL;
        return uniform(types, selects ? 1 : 0)
                ? Optional.ofNullable(forms(from).get(label))
                : Optional.empty();
    }

    /** The inline form of that label on operands of that type, which has one. */
    static PtxForm form(String label, DType dtype) {
        return Objects.requireNonNull(forms(dtype).get(label), label);
    }

    private static boolean uniform(List<DType> types, int from) {
        return IntStream.range(from, types.size()).allMatch(k -> types.get(k) == types.getLast());
    }

    private static Map<String, PtxForm> forms(DType dtype) {
        return switch (dtype) {
            case BOOL -> PtxWholes.TRUTHS;
            case INT32, INT64 -> PtxWholes.INTEGERS;
            case FLOAT32, FLOAT64 -> PtxReals.FORMS;
            case COMPLEX64, COMPLEX128 -> PtxComplexes.FORMS;
        };
    }
}
