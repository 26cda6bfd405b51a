package org.argand.backend.cpu.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.backend.Cast;
import org.argand.backend.Program;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;
import org.argand.backend.ScalarFunction;
import org.argand.tensor.Arithmetic;
import org.argand.tensor.Holomorphic;
import org.argand.tensor.NonHolomorphic;
import org.argand.tensor.Piecewise;
import org.argand.tensor.PiecewiseConstant;
import org.argand.tensor.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops over vectors, against the loops over single elements, to the bit. */
class LoopsTest {
    /** Some vectors of any width, and a rest. */
    private static final int SHORT = 16 * 4 + 7;

    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        2,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -1e-300,
        1e300,
        1e-40,
        3e38,
        -3e38,
        1e-20,
        1e20,
        Math.PI,
        709,
        -745,
        88,
        1e6
    };

    /** A function on operands of these types. */
    record Case(ScalarFunction function, List<DType> operands, DType result) {
        Program program() {
            List<Program.Source> sources = new ArrayList<>();
            operands.forEach(d -> sources.add(new Input(d)));
            List<Integer> in = IntStream.range(0, operands.size()).boxed().toList();
            return new Program(
                    sources,
                    List.of(new Instruction(function, result, in)),
                    List.of(operands.size()));
        }

        @Override
        public String toString() {
            return function.label() + operands;
        }
    }

    static List<Case> cases() {
        Stream<ScalarFunction> functions =
                Stream.of(
                                Arithmetic.values(),
                                Holomorphic.values(),
                                NonHolomorphic.values(),
                                Piecewise.values(),
                                PiecewiseConstant.values(),
                                Predicate.values(),
                                Arrays.stream(DType.values())
                                        .map(Cast::new)
                                        .toArray(ScalarFunction[]::new))
                        .flatMap(Arrays::stream);
        List<Case> all = new ArrayList<>();
        functions.forEach(f -> {
            for (DType d : DType.values()) {
                List<DType> in = new ArrayList<>();
                for (int k = 0; k < f.arity(); k++) {
                    in.add(f.arity() == 3 && k == 0 ? DType.BOOL : d);
                }
                try {
                    all.add(new Case(f, in, f.result(in)));
                } catch (ArgandException.DTypeMismatch refused) {
                    // Not for this type.
                }
            }
        });
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void vectors_haveTheBitsOfSingleElements(Case c) {
        for (int uniform = -1; uniform < c.operands.size(); uniform++) {
            for (boolean special : new boolean[] {false, true}) {
                compare(c, uniform, special, Ending.STORED);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void sums_haveTheSameBitsInVectors(Case c) {
        if (c.result.isInexact()) {
            compare(c, -1, false, Ending.ADDED_ALONG);
            compare(c, -1, false, Ending.ADDED_ACROSS);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void streams_haveTheSameBits(Case c) {
        compare(c, -1, true, Ending.STORED, Loops::streams, SHORT + Loops.MOST_AHEAD);
        if (c.result.isInexact()) {
            compare(c, -1, false, Ending.ADDED_ALONG, Loops::streams, SHORT + Loops.MOST_AHEAD);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "COMPLEX64", "COMPLEX128"})
    void streams_leaveNoMoreThanTheyReadAheadAndAVector(DType dtype) {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        Program sum = new Case(Arithmetic.ADD, List.of(dtype, dtype), dtype).program();
        Loop stream = Loops.streams(sum, new boolean[2], Ending.STORED).orElseThrow();
        int n = SHORT + Loops.MOST_AHEAD;
        Object x = numbers(dtype, n, new Random(1), false);
        Object[] arrays = {x, x, numbers(dtype, n, new Random(2), false)};
        int done = stream.run(arrays, new int[3], new int[] {0, 1, 2}, new Reference(sum), 0, n);
        assertTrue(done > n - Loops.MOST_AHEAD - stream.step(), done + " of " + n);
        assertTrue(done > 0);
    }

    private interface Maker {
        Optional<Loop> make(Program program, boolean[] uniform, Ending ending);
    }

    private static void compare(Case c, int uniform, boolean special, Ending ending) {
        compare(c, uniform, special, ending, Loops::vectors, SHORT);
    }

    private static void compare(
            Case c, int uniform, boolean special, Ending ending, Maker maker, int n) {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        Program program = c.program();
        boolean[] same = new boolean[c.operands.size()];
        if (uniform >= 0) {
            same[uniform] = true;
        }
        Optional<Loop> found = maker.make(program, same, ending);
        if (found.isEmpty()) {
            return;
        }
        Loop vectors = found.get();
        Loop elements = Loops.scalar(program, same, ending);
        Reference reference = new Reference(program);
        int offset = ending == Ending.STORED ? 3 : 0;
        int[] slots = IntStream.rangeClosed(0, same.length).toArray();
        int[] at = new int[same.length + 1];
        Arrays.fill(at, offset);
        Object[] arrays = new Object[same.length + 1];
        Random random = new Random(c.toString().hashCode());
        for (int k = 0; k < same.length; k++) {
            arrays[k] = numbers(c.operands.get(k), n + offset, random, special);
        }
        boolean stored = ending == Ending.STORED;
        DType kept = stored ? c.result : c.result.isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
        Object[] other = arrays.clone();
        arrays[same.length] = numbers(kept, n + offset, new Random(1), false);
        other[same.length] = numbers(kept, n + offset, new Random(1), false);
        elements.run(arrays, at, slots, reference, 0, n);
        finish(vectors, elements, other, at, slots, reference, n);
        assertEquals(text(arrays[same.length]), text(other[same.length]), c + " " + uniform);
    }

    /** All of {@code n} elements by the loop over vectors, and by that over elements where it leaves some. */
    static void finish(
            Loop vectors,
            Loop elements,
            Object[] arrays,
            int[] at,
            int[] slots,
            Reference reference,
            int n) {
        int done = vectors.run(arrays, at, slots, reference, 0, n);
        while (done < n) {
            int end = Math.min(n, done + vectors.step());
            done = elements.run(arrays, at, slots, reference, done, end);
            done = vectors.run(arrays, at, slots, reference, done, n);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void vectors_mayBeStoredWhereAnOperandWas(Case c) {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        Program program = c.program();
        boolean[] same = new boolean[c.operands.size()];
        Optional<Loop> found = Loops.vectors(program, same, Ending.STORED);
        if (found.isEmpty() || c.operands.getLast() != c.result) {
            return;
        }
        Loop vectors = found.get();
        int n = 2 * vectors.step();
        Object[] arrays = new Object[same.length + 1];
        Random random = new Random(5);
        for (int k = 0; k < same.length; k++) {
            arrays[k] = numbers(c.operands.get(k), n, random, false);
        }
        arrays[same.length] = numbers(c.result, n, random, false);
        int[] at = new int[same.length + 1];
        int[] slots = IntStream.rangeClosed(0, same.length).toArray();
        Reference reference = new Reference(program);
        int done = vectors.run(arrays, at, slots, reference, 0, n);
        Object apart = arrays[same.length];
        slots[same.length] = same.length - 1;
        int again = vectors.run(arrays, at, slots, reference, 0, n);
        assertEquals(done, again);
        assertTrue(done == 0 || text(apart).length() > 0);
        if (done == n) {
            assertEquals(text(apart), text(arrays[same.length - 1]), c.toString());
        }
    }

    /** HotSpot compiles no method of more than 8000 bytes. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void code_isSmallEnoughToBeCompiled(Case c) {
        boolean[] same = new boolean[c.operands.size()];
        Body scalar = Body.scalar(c.program(), same);
        assertTrue(length(code -> new ScalarWriter(scalar, Ending.STORED, code)) < 8000);
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        Body.vectors(c.program(), same)
                .ifPresent(body -> {
                    int length = length(code -> new VectorWriter(body, Ending.STORED, code));
                    assertTrue(length < 8000, c + ": " + length);
                });
    }

    private static int length(Function<CodeBuilder, LoopWriter> writer) {
        return ClassFile.of().parse(LoopWriter.write(writer)).methods().stream()
                .flatMap(m -> m.findAttribute(Attributes.code()).stream())
                .mapToInt(CodeAttribute::codeLength)
                .max()
                .orElseThrow();
    }

    private static Object numbers(DType dtype, int n, Random random, boolean special) {
        int length = n * dtype.components();
        double[] v = new double[length];
        for (int x = 0; x < length; x++) {
            v[x] =
                    special && random.nextInt(3) == 0
                            ? SPECIAL[random.nextInt(SPECIAL.length)]
                            : random.nextGaussian() * (random.nextInt(4) == 0 ? 20 : 1);
        }
        return switch (dtype) {
            case BOOL -> {
                byte[] b = new byte[length];
                IntStream.range(0, length).forEach(x -> b[x] = v[x] > 0 ? (byte) 1 : 0);
                yield b;
            }
            case INT32 -> Arrays.stream(v).mapToInt(x -> (int) x).toArray();
            case INT64 -> Arrays.stream(v).mapToLong(x -> (long) x).toArray();
            case FLOAT32, COMPLEX64 -> {
                float[] f = new float[length];
                IntStream.range(0, length).forEach(x -> f[x] = (float) v[x]);
                yield f;
            }
            case FLOAT64, COMPLEX128 -> v;
        };
    }

    /** All numbers, zeros with their sign, one kind of NaN. */
    static String text(Object array) {
        return switch (array) {
            case byte[] b -> Arrays.toString(b);
            case int[] i -> Arrays.toString(i);
            case long[] l -> Arrays.toString(l);
            case float[] f -> Arrays.toString(f);
            case double[] d -> Arrays.toString(d);
            default -> throw new AssertionError(array);
        };
    }
}
