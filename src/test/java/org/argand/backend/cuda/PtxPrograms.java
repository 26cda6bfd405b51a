package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.backend.Cast;
import org.argand.backend.Distribution;
import org.argand.backend.Program;
import org.argand.backend.ScalarFunction;
import org.argand.tensor.Arithmetic;
import org.argand.tensor.Holomorphic;
import org.argand.tensor.NonHolomorphic;
import org.argand.tensor.Piecewise;
import org.argand.tensor.PiecewiseConstant;
import org.argand.tensor.Predicate;

/** Programs of one function for every row of the catalogue and every type that it takes, and a library of empty functions. */
final class PtxPrograms {
    private PtxPrograms() {}

    /** All scalar functions. */
    static List<ScalarFunction> functions() {
        Stream<ScalarFunction> rows =
                Stream.of(
                                Holomorphic.values(),
                                NonHolomorphic.values(),
                                Arithmetic.values(),
                                Piecewise.values(),
                                PiecewiseConstant.values(),
                                Predicate.values())
                        .flatMap(Arrays::stream);
        return Stream.concat(rows, Arrays.stream(DType.values()).map(Cast::new)).toList();
    }

    /** The program of that function on operands of that type, if it takes it. */
    static List<Program> of(ScalarFunction f, DType dtype) {
        List<DType> types = new ArrayList<>(Collections.nCopies(f.arity(), dtype));
        if (f == Piecewise.WHERE) {
            types.set(0, DType.BOOL);
        }
        DType result;
        try {
            result = f.result(types);
        } catch (ArgandException.DTypeMismatch refused) {
            return List.of();
        }
        List<Integer> operands = Stream.iterate(0, k -> k + 1).limit(f.arity()).toList();
        return List.of(
                new Program(
                        types.stream().<Program.Source>map(Program.Input::new).toList(),
                        List.of(new Program.Instruction(f, result, operands)),
                        List.of(f.arity())));
    }

    /** Every function on every type that it takes. */
    static List<Program> all() {
        return functions().stream()
                .flatMap(f -> Arrays.stream(DType.values()).flatMap(d -> of(f, d).stream()))
                .toList();
    }

    /** Every kind of random number. */
    static List<Program> random() {
        List<Program> all = new ArrayList<>();
        for (Distribution distribution : Distribution.values()) {
            for (DType d : DType.values()) {
                boolean drawn =
                        switch (distribution) {
                            case UNIFORM -> d.isFloating();
                            case NORMAL -> d.isInexact();
                            case INTEGER -> d.isInteger();
                        };
                if (drawn) {
                    all.add(
                            new Program(
                                    List.of(new Program.Random(d, distribution)),
                                    List.of(),
                                    List.of(0)));
                }
            }
        }
        return all;
    }

    /** Functions that do nothing, under all names that generated kernels may call. */
    static DeviceLibrary emptyFunctions() {
        Set<String> text = new LinkedHashSet<>();
        for (Program program : all()) {
            Program.Instruction code = program.code().getFirst();
            DType from = program.dtype(0);
            String name = PtxScalars.libraryName(code.function().label(), from);
            if (from.isInexact() && program.dtype(program.sources().size() - 1) == from) {
                List<DType> types = code.operands().stream().map(program::dtype).toList();
                text.add(empty(name, code.dtype(), types));
            }
        }
        for (Program program : random()) {
            Program.Random source = (Program.Random) program.sources().getFirst();
            boolean bound = source.distribution() == Distribution.INTEGER;
            String label = source.distribution().name().toLowerCase(Locale.ROOT);
            text.add(
                    empty(
                            PtxScalars.libraryName(label, source.dtype()),
                            source.dtype(),
                            Collections.nCopies(bound ? 4 : 3, DType.INT64)));
        }
        return new DeviceLibrary(Ptx.HEADER + String.join("", text));
    }

    private static String empty(String name, DType to, List<DType> in) {
        List<String> parameters = new ArrayList<>();
        for (int k = 0; k < in.size(); k++) {
            parameters.add(parameter(in.get(k), "a" + k));
        }
        return ".visible .func (%s) %s(%s)\n{\nret;\n}\n"
                .formatted(parameter(to, "r"), name, String.join(", ", parameters));
    }

    private static String parameter(DType d, String name) {
        int bytes = Math.max(4, d.bytes());
        return d.isComplex()
                ? ".param .align %d .b8 %s[%d]".formatted(bytes, name, bytes)
                : ".param .b%d %s".formatted(8 * bytes, name);
    }
}
