package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Cast;
import org.argand.backend.Operand;
import org.argand.backend.PhiloxTest;
import org.argand.backend.Program;
import org.argand.backend.Program.Instruction;
import org.argand.backend.ScalarFunction;
import org.argand.backend.cuda.Parity.Twin;
import org.argand.tensor.Arithmetic;
import org.argand.tensor.Holomorphic;
import org.argand.tensor.NonHolomorphic;
import org.argand.tensor.Piecewise;
import org.argand.tensor.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pointwise kernels against the scalar reference: every function and type, special numbers, views, random numbers. */
class CudaPointwiseTest {
    private static final List<Shape> SHAPES =
            List.of(
                    Shape.SCALAR,
                    Shape.of(1),
                    Shape.of(7),
                    Shape.of(0, 3),
                    Shape.of(3, 5),
                    Shape.of(2, 3, 4),
                    Shape.of(1, 60),
                    Shape.of(3, 1, 5, 7),
                    Shape.of(5, 20, 3),
                    Shape.of(2, 1, 3, 2, 2, 1, 2, 2, 3, 2));

    /** Functions that are exact on small whole numbers. */
    private static final List<ScalarFunction> EXACT =
            List.of(
                    Arithmetic.ADD,
                    Arithmetic.SUB,
                    Arithmetic.MUL,
                    Holomorphic.NEG,
                    NonHolomorphic.CONJ,
                    NonHolomorphic.REAL,
                    NonHolomorphic.IMAG,
                    NonHolomorphic.ABS2,
                    NonHolomorphic.COMPLEX,
                    Piecewise.RELU,
                    Piecewise.MAXIMUM,
                    Piecewise.MINIMUM,
                    Piecewise.WHERE,
                    Predicate.EQUAL,
                    Predicate.LESS,
                    Predicate.GREATER_EQUAL,
                    Predicate.LOGICAL_NOT,
                    Predicate.LOGICAL_XOR);

    @BeforeEach
    void device() {
        SoftwareDevice.assume();
    }

    static IntStream seeds() {
        return IntStream.range(0, 150);
    }

    /** What makes a difference: signed zeros, infinities, NaN, halves, the ends of integers, and numbers of all sizes. */
    private static DoubleSupplier special(Random random) {
        double[] some = {
            0.0,
            -0.0,
            1,
            -1,
            0.5,
            -0.5,
            1.5,
            2.5,
            -2.5,
            1e-45,
            1e-310,
            1e30,
            -1e30,
            1e300,
            3e9,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            0x1p53
        };
        return () ->
                random.nextInt(3) == 0
                        ? 4 * random.nextGaussian()
                        : some[random.nextInt(some.length)];
    }

    private static boolean isInline(Program program) {
        return PtxScalars.calls(program) == 0;
    }

    @Test
    void everyFunction_isTheReference() {
        Random random = new Random(7);
        Parity parity = new Parity(8);
        for (Program program : PtxPrograms.all()) {
            one(program, parity, random, () -> 0.1 + 0.8 * random.nextDouble());
        }
    }

    @Test
    void inlineFunctions_areTheReferenceAtSpecialNumbers() {
        Random random = new Random(8);
        Parity parity = new Parity(2);
        for (Program program : PtxPrograms.all()) {
            if (isInline(program)) {
                one(program, parity, random, special(random));
            }
        }
    }

    private static void one(Program program, Parity parity, Random random, DoubleSupplier numbers) {
        for (Shape shape : List.of(Shape.of(67), Shape.of(6, 11))) {
            List<Twin> inputs = new ArrayList<>();
            for (DType d : PtxWriter.inputs(program)) {
                inputs.add(
                        shape.rank() == 1
                                ? parity.dense(d, shape, numbers)
                                : parity.view(d, shape, random, true, numbers));
            }
            DType to = program.dtype(program.results().getFirst());
            Twin result = parity.dense(to, shape, () -> 1);
            parity.run(program, shape, inputs, List.of(), List.of(), List.of(result));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void program_overAnyViewsIsTheReference(int seed) {
        Random random = new Random(seed);
        DoubleSupplier numbers = () -> random.nextInt(5) - 2;
        Parity parity = new Parity(0);
        Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
        List<Program.Source> sources = new ArrayList<>();
        List<Twin> inputs = new ArrayList<>();
        List<Program.Value> constants = new ArrayList<>();
        List<DType> types = new ArrayList<>();
        for (int r = 0; r < 1 + random.nextInt(4); r++) {
            DType d = DType.values()[random.nextInt(7)];
            types.add(d);
            if (random.nextInt(5) == 0) {
                sources.add(new Program.Constant(d));
                constants.add(new Program.Value(numbers.getAsDouble(), numbers.getAsDouble()));
            } else {
                sources.add(new Program.Input(d));
                inputs.add(parity.view(d, shape, random, true, numbers));
            }
        }
        List<Instruction> code = new ArrayList<>();
        int length = random.nextInt(7);
        for (int k = 0; k < length; k++) {
            append(random, types, code);
        }
        List<Integer> results = new ArrayList<>();
        List<Twin> outputs = new ArrayList<>();
        for (int k = 0; k <= random.nextInt(3); k++) {
            int r = k == 0 ? types.size() - 1 : random.nextInt(types.size());
            results.add(r);
            outputs.add(parity.view(types.get(r), shape, random, false, numbers));
        }
        Program program = new Program(sources, code, results);
        parity.run(program, shape, inputs, constants, List.of(), outputs);
    }

    /** One more instruction: a random function, with casts before it where the operands' types differ. */
    private static void append(Random random, List<DType> types, List<Instruction> code) {
        ScalarFunction f = EXACT.get(random.nextInt(EXACT.size()));
        List<Integer> in = new ArrayList<>();
        DType common = DType.BOOL;
        for (int k = 0; k < f.arity(); k++) {
            int r = random.nextInt(types.size());
            in.add(r);
            common = f == Piecewise.WHERE && k == 0 ? common : DType.promote(common, types.get(r));
        }
        DType[] wants = new DType[f.arity()];
        Arrays.fill(wants, common);
        if (f == Piecewise.WHERE) {
            wants[0] = DType.BOOL;
        }
        DType result;
        try {
            result = f.result(List.of(wants));
        } catch (ArgandException.DTypeMismatch refused) {
            return;
        }
        for (int k = 0; k < f.arity(); k++) {
            if (types.get(in.get(k)) != wants[k]) {
                code.add(new Instruction(new Cast(wants[k]), wants[k], List.of(in.get(k))));
                types.add(wants[k]);
                in.set(k, types.size() - 1);
            }
        }
        code.add(new Instruction(f, result, in));
        types.add(result);
    }

    @Test
    void indicesOf64Bits_giveTheSame() {
        Random random = new Random(10);
        Parity parity = new Parity(0);
        Shape shape = Shape.of(3, 4, 5);
        Program program = PtxPrograms.of(Arithmetic.ADD, DType.COMPLEX64).getFirst();
        for (int k = 0; k < 12; k++) {
            List<Twin> inputs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                inputs.add(parity.view(DType.COMPLEX64, shape, random, true, random::nextGaussian));
            }
            Twin result = parity.view(DType.COMPLEX64, shape, random, false, () -> 1);
            parity.run(
                    CudaPointwiseTest::wide,
                    program,
                    shape,
                    inputs,
                    List.of(),
                    List.of(),
                    List.of(result));
        }
    }

    /** What would be chosen if some operand reached beyond 2³¹ bytes. */
    private static Optional<String> wide(
            CudaContext context,
            Program program,
            Program.Bindings bindings,
            List<Operand> results) {
        List<Operand> operands = new ArrayList<>(bindings.inputs());
        operands.addAll(results);
        Axes axes =
                Axes.of(
                        bindings.shape(),
                        IntStream.range(0, bindings.shape().rank()).toArray(),
                        operands.stream()
                                .map(o -> Axes.strides(o.layout(), o.dtype().bytes()))
                                .toList());
        KernelArguments arguments =
                new KernelArguments(
                        new long[] {bindings.shape().size()},
                        axes,
                        operands.stream()
                                .map(o -> CudaPointwise.element(context, o, "wide"))
                                .toList(),
                        program,
                        bindings);
        Access access = new Access.Strided(axes.rank(), true);
        PtxWriter.Key key = new PtxWriter.Key(program, access);
        return GeneratedKernel.launch(context, key, arguments, "wide", axes.size());
    }

    @Test
    void randomNumbers_areThoseOfTheReference() {
        Random random = new Random(9);
        Parity parity = new Parity(1);
        Program.Key key = new Program.Key(0x123456789abcdefL, -7, (1L << 33) + 5);
        Program.Key narrow = new Program.Key(5, 6, 1000);
        Program.Key ones = new Program.Key(PhiloxTest.ALL_ONES_SEED, 0, 1000);
        for (Program program : PtxPrograms.random()) {
            DType d = program.dtype(0);
            for (Program.Key k : List.of(d == DType.INT32 ? narrow : key, ones)) {
                for (Shape shape : List.of(Shape.of(37), Shape.of(4, 3, 5))) {
                    Twin result = parity.view(d, shape, random, false, () -> 1);
                    parity.run(program, shape, List.of(), List.of(), List.of(k), List.of(result));
                }
            }
        }
    }
}
