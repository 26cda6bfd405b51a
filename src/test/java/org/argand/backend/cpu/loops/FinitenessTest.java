package org.argand.backend.cpu.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;
import org.argand.backend.ScalarFunction;
import org.argand.tensor.Arithmetic;
import org.argand.tensor.NonHolomorphic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs of several products, some of which overflow on the way: over vectors as over single elements. */
class FinitenessTest {
    private static final int PROGRAMS = 300;
    private static final int INPUTS = 3;
    private static final int N = 16 * 8 + 5;

    private static final List<ScalarFunction> FUNCTIONS =
            List.of(
                    Arithmetic.MUL,
                    Arithmetic.MUL,
                    Arithmetic.ADD,
                    Arithmetic.SUB,
                    Arithmetic.DIV,
                    NonHolomorphic.CONJ,
                    NonHolomorphic.SGN);

    @ParameterizedTest
    @EnumSource(names = {"COMPLEX64", "COMPLEX128"})
    void products_overflowInVectorsAsInSingleElements(DType dtype) {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        for (int seed = 0; seed < PROGRAMS; seed++) {
            Random random = new Random(seed);
            Program program = program(dtype, random);
            Object[] arrays = new Object[INPUTS + 1];
            for (int k = 0; k < INPUTS; k++) {
                arrays[k] = numbers(dtype, random);
            }
            int[] at = new int[INPUTS + 1];
            int[] slots = IntStream.rangeClosed(0, INPUTS).toArray();
            Reference reference = new Reference(program);
            boolean[] uniform = new boolean[INPUTS];
            Loop elements = Loops.scalar(program, uniform, Ending.STORED);
            Loop vectors = Loops.vectors(program, uniform, Ending.STORED).orElseThrow();
            Object[] other = arrays.clone();
            arrays[INPUTS] = numbers(dtype, new Random(1));
            other[INPUTS] = numbers(dtype, new Random(1));
            elements.run(arrays, at, slots, reference, 0, N);
            LoopsTest.finish(vectors, elements, other, at, slots, reference, N);
            assertEquals(
                    LoopsTest.text(arrays[INPUTS]),
                    LoopsTest.text(other[INPUTS]),
                    "seed " + seed + ": " + program);
        }
    }

    /** Four to nine functions, each of any two earlier values; the last one is the result. */
    private static Program program(DType dtype, Random random) {
        List<Program.Source> sources = new ArrayList<>();
        for (int k = 0; k < INPUTS; k++) {
            sources.add(new Input(dtype));
        }
        List<Instruction> code = new ArrayList<>();
        int count = 4 + random.nextInt(6);
        for (int k = 0; k < count; k++) {
            ScalarFunction f = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
            List<Integer> in = new ArrayList<>();
            in.add(INPUTS + k - 1);
            if (f.arity() == 2) {
                in.add(random.nextInt(INPUTS + k));
            }
            code.add(new Instruction(f, dtype, in));
        }
        return new Program(sources, code, List.of(INPUTS + count - 1));
    }

    /** Mostly of ordinary size, some near the ends of the exponents, with both parts. */
    private static Object numbers(DType dtype, Random random) {
        boolean single = dtype == DType.COMPLEX64;
        double[] v = new double[2 * N];
        for (int x = 0; x < v.length; x += 2) {
            int most = single ? 120 : 1000;
            int exponent = random.nextInt(16) == 0 ? random.nextInt(2 * most) - most : 0;
            v[x] = Math.scalb(random.nextGaussian(), exponent);
            v[x + 1] = Math.scalb(random.nextGaussian(), exponent);
        }
        return single ? FormulasTest.floats(v) : v;
    }
}
