package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Cast;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.ScalarFunction;
import org.argand.backend.cpu.loops.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs over random views, against the scalar reference element by element. */
class PointwiseTest {
    private static final List<Shape> SHAPES =
            List.of(
                    Shape.SCALAR,
                    Shape.of(1),
                    Shape.of(7),
                    Shape.of(0, 3),
                    Shape.of(3, 5),
                    Shape.of(2, 3, 4),
                    Shape.of(1, 600),
                    Shape.of(40, 33),
                    Shape.of(3, 1, 5, 7),
                    Shape.of(5, 200, 3),
                    Shape.of(2100),
                    Shape.of(100, 300));

    private final CpuBackend cpu = new CpuBackend();
    private final int threads = Workers.threads();

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @AfterEach
    void restoreThreads() {
        Workers.setThreads(threads);
    }

    /** A program, what it runs on, and where its results go. */
    record Case(Program program, Program.Bindings bindings, List<Operand> results) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void program_isTheReferenceAtEveryIndex(int seed) {
        Case c = random(new Random(seed));
        cpu.run(c.program, c.bindings, c.results);
        List<long[]> indices = Tensors.indices(c.bindings.shape());
        int stride = Math.max(1, indices.size() / 1500);
        for (int p = 0; p < indices.size(); p += stride) {
            double[][] expected = interpret(c, indices.get(p));
            for (int k = 0; k < c.results.size(); k++) {
                check(c, k, indices.get(p), expected[c.program.results().get(k)]);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void program_givesTheSameBitsInAnyNumberOfLoops(int seed) {
        byte[][] first = null;
        List<Plan.Maker> makers =
                List.of(Kernel::ofVectors, (p, u, e) -> Kernels.of(p, u, e).ofElements());
        for (int form = 0; form < 4; form++) {
            Plan.Maker maker = makers.get(form % 2);
            boolean few = form > 1;
            Case c = random(new Random(seed));
            long size = c.bindings.shape().size();
            Frame.of(
                            c.program,
                            c.bindings,
                            c.results,
                            _ -> true,
                            u ->
                                    few
                                            ? Plan.ofLoops(c.program, u, Ending.STORED, maker)
                                            : Plan.ofSteps(c.program, u, Ending.STORED, maker))
                    .run(0, size);
            byte[][] bytes = bytes(c);
            for (int k = 0; k < bytes.length; k++) {
                assertArrayEquals(first == null ? bytes[k] : first[k], bytes[k]);
            }
            first = first == null ? bytes : first;
        }
    }

    private byte[][] bytes(Case c) {
        return c.results.stream()
                .filter(r -> r.layout().isContiguous())
                .map(r -> Tensors.bytes(cpu, r))
                .toArray(byte[][]::new);
    }

    private static void check(Case c, int k, long[] index, double[] want) {
        Operand result = c.results.get(k);
        double[] got = Tensors.get(result, index);
        DType d = result.dtype();
        double scale = Math.hypot(want[0], d.isComplex() ? want[1] : 0);
        // Few instructions, each within 4 ulp; cancellation behind them is bounded by the numbers'
        // size.
        double tolerance = d.isInexact() ? 64 * d.epsilon() * (1 + scale) : 0;
        for (int part = 0; part < d.components(); part++) {
            double w = want[part];
            boolean same =
                    Double.compare(got[part], w) == 0 || Math.abs(got[part] - w) <= tolerance;
            assertTrue(
                    same || got[part] == w || !Double.isFinite(scale),
                    () ->
                            c.program
                                    + " at "
                                    + java.util.Arrays.toString(index)
                                    + ": "
                                    + got[0]
                                    + ","
                                    + got[1]
                                    + " is not "
                                    + want[0]
                                    + ","
                                    + want[1]);
        }
    }

    private static double[][] interpret(Case c, long[] index) {
        Program program = c.program;
        int sources = program.sources().size();
        double[][] v = new double[sources + program.code().size()][];
        int input = 0;
        int constant = 0;
        for (int r = 0; r < sources; r++) {
            switch (program.sources().get(r)) {
                case Program.Input i -> v[r] = Tensors.get(c.bindings.inputs().get(input++), index);
                case Program.Constant k -> {
                    Program.Value value = c.bindings.constants().get(constant++);
                    v[r] = new double[] {value.re(), value.im()};
                }
                case Program.Random d -> throw new AssertionError("not here");
            }
        }
        for (int k = 0; k < program.code().size(); k++) {
            Program.Instruction code = program.code().get(k);
            double[] in = new double[6];
            boolean complex = code.dtype().isComplex();
            for (int j = 0; j < code.operands().size(); j++) {
                int r = code.operands().get(j);
                complex |= program.dtype(r).isComplex();
                System.arraycopy(v[r], 0, in, 2 * j, 2);
            }
            double[] out = new double[2];
            if (complex) {
                code.function().complex(in, out);
            } else {
                out[0] = code.function().real(in[0], in[2], in[4]);
            }
            v[sources + k] = rounded(code.dtype(), out);
        }
        return v;
    }

    private static double[] rounded(DType dtype, double[] v) {
        Object array = Storage.of(dtype).allocate(2);
        Elements.store(dtype, array, 0, v[0], v[1]);
        double[] r = new double[2];
        Elements.load(dtype, array, 0, r, 0);
        return r;
    }

    private Case random(Random random) {
        Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
        List<Program.Source> sources = new ArrayList<>();
        List<Operand> inputs = new ArrayList<>();
        List<Program.Value> constants = new ArrayList<>();
        List<DType> types = new ArrayList<>();
        int n = 1 + random.nextInt(4);
        for (int r = 0; r < n; r++) {
            DType d = DType.values()[random.nextInt(7)];
            types.add(d);
            if (r > 0 && random.nextInt(5) == 0) {
                sources.add(new Program.Constant(d));
                double im = d.isComplex() ? Tensors.number(random, d) : 0;
                constants.add(new Program.Value(Tensors.number(random, d), im));
            } else {
                sources.add(new Program.Input(d));
                inputs.add(Tensors.random(cpu, random, d, shape, true));
            }
        }
        List<Program.Instruction> code = new ArrayList<>();
        int length = random.nextInt(7);
        while (code.size() < length) {
            append(random, types, code);
        }
        List<Integer> results = new ArrayList<>();
        List<Operand> outputs = new ArrayList<>();
        for (int k = 0; k <= random.nextInt(3); k++) {
            int r = k == 0 ? types.size() - 1 : random.nextInt(types.size());
            results.add(r);
            boolean dense = random.nextBoolean();
            outputs.add(
                    dense
                            ? Tensors.empty(cpu, types.get(r), shape)
                            : Tensors.random(cpu, random, types.get(r), shape, false));
        }
        Program program = new Program(sources, code, results);
        return new Case(
                program, new Program.Bindings(shape, inputs, constants, List.of()), outputs);
    }

    /** One more instruction: a random function, with casts before it where the operands' types differ. */
    private static void append(Random random, List<DType> types, List<Program.Instruction> code) {
        Functions f = Functions.values()[random.nextInt(Functions.values().length)];
        List<Integer> in = new ArrayList<>();
        DType common = DType.BOOL;
        for (int k = 0; k < f.arity(); k++) {
            int r = random.nextInt(types.size());
            in.add(r);
            common = f == Functions.WHERE && k == 0 ? common : DType.promote(common, types.get(r));
        }
        List<DType> promoted = new ArrayList<>();
        for (int k = 0; k < f.arity(); k++) {
            promoted.add(f == Functions.WHERE && k == 0 ? DType.BOOL : common);
        }
        DType result;
        try {
            result = f.result(promoted);
        } catch (ArgandException.DTypeMismatch refused) {
            return;
        }
        for (int k = 0; k < f.arity(); k++) {
            DType want = promoted.get(k);
            if (types.get(in.get(k)) != want) {
                add(types, code, new Cast(want), want, List.of(in.get(k)));
                in.set(k, types.size() - 1);
            }
        }
        add(types, code, f, result, in);
    }

    private static void add(
            List<DType> types,
            List<Program.Instruction> code,
            ScalarFunction f,
            DType d,
            List<Integer> in) {
        code.add(new Program.Instruction(f, d, in));
        types.add(d);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void program_givesTheSameBitsOnAnyNumberOfThreads(int seed) {
        byte[][] first = null;
        for (int t = 1; t <= 3; t++) {
            Workers.setThreads(t);
            Case c = random(new Random(seed));
            cpu.run(c.program, c.bindings, c.results);
            byte[][] bytes =
                    c.results.stream().map(r -> Tensors.bytes(cpu, r)).toArray(byte[][]::new);
            if (first != null && c.results.stream().allMatch(r -> r.layout().isContiguous())) {
                for (int k = 0; k < bytes.length; k++) {
                    assertArrayEquals(first[k], bytes[k]);
                }
            }
            first = bytes;
        }
    }

    @Test
    void int64_staysExactBeyondDouble() {
        Shape shape = Shape.of(2);
        Operand x = Tensors.empty(cpu, DType.INT64, shape);
        long[] v = (long[]) CpuBuffer.array(x, "test");
        v[0] = (1L << 62) + 1;
        v[1] = Long.MAX_VALUE;
        Operand y = Tensors.empty(cpu, DType.INT64, shape);
        Program add =
                new Program(
                        List.of(new Program.Input(DType.INT64), new Program.Constant(DType.INT64)),
                        List.of(new Program.Instruction(Functions.ADD, DType.INT64, List.of(0, 1))),
                        List.of(2));
        cpu.run(
                add,
                new Program.Bindings(
                        shape, List.of(x), List.of(new Program.Value(2, 0)), List.of()),
                List.of(y));
        long[] r = (long[]) CpuBuffer.array(y, "test");
        assertEquals((1L << 62) + 3, r[0]);
        assertEquals(Long.MIN_VALUE + 1, r[1]);
    }
}
