package org.argand.backend.cpu.loops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;
import org.argand.backend.ScalarFunction;
import org.argand.tensor.catalogue.Catalogue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas beside the scalar reference, and their loops over vectors beside those over elements. */
class FormulasTest {
    private static final long SEED = 41;
    private static final int POINTS = 3000;
    private static final List<DType> DTYPES =
            List.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128);

    /** Where functions are zero, infinite, undefined, or change their formula. */
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        -2,
        3,
        1e-40,
        -1e-30,
        0x1p-149,
        Double.MIN_VALUE,
        1e-310,
        88.9,
        -104,
        350,
        -709,
        710,
        1e5,
        2e9,
        -3e38,
        1e200,
        -1e308,
        Math.PI,
        -Math.PI / 2,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    /** A function of operands of one type. */
    private record Subject(ScalarFunction function, DType dtype) {
        DType result() {
            return function.result(Collections.nCopies(function.arity(), dtype));
        }

        Program program() {
            int n = function.arity();
            List<Program.Source> inputs = new ArrayList<>();
            List<Integer> registers = new ArrayList<>();
            for (int k = 0; k < n; k++) {
                inputs.add(new Input(dtype));
                registers.add(k);
            }
            return new Program(
                    inputs, List.of(new Instruction(function, result(), registers)), List.of(n));
        }

        @Override
        public String toString() {
            return function.label() + " " + dtype;
        }
    }

    @Test
    void functions_haveFormulasButForPowersOfDoubles() {
        List<String> without = new ArrayList<>();
        for (ScalarFunction f : Catalogue.functions()) {
            for (DType d : DTYPES) {
                if (f.arity() < 3 && takes(f, d) && !hasFormula(f, d)) {
                    without.add(f.label() + " " + d);
                }
            }
        }
        assertEquals(List.of("pow float64", "pow complex128"), without);
    }

    static Stream<Arguments> subjects() {
        List<Arguments> all = new ArrayList<>();
        for (ScalarFunction f : Catalogue.functions()) {
            for (DType d : DTYPES) {
                if (f.arity() < 3
                        && takes(f, d)
                        && hasFormula(f, d)
                        && f.result(operands(f, d)) != DType.BOOL) {
                    all.add(Arguments.of(new Subject(f, d)));
                }
            }
        }
        return all.stream();
    }

    private static List<DType> operands(ScalarFunction f, DType d) {
        return Collections.nCopies(f.arity(), d);
    }

    private static boolean takes(ScalarFunction f, DType d) {
        try {
            f.result(operands(f, d));
            return true;
        } catch (ArgandException.DTypeMismatch refused) {
            return false;
        }
    }

    private static boolean hasFormula(ScalarFunction f, DType d) {
        return Formulas.find(f, operands(f, d), f.result(operands(f, d))).isPresent();
    }

    /**
     * Relative to the element: floats are rounded once, or computed in floats, which has bounds of its own; doubles are within
     * eight units, beside a reference that has errors of its own.
     */
    private static double bound(Subject s) {
        if (s.dtype.isDouble()) {
            return 8;
        }
        return switch (s.function.label()) {
            case "abs", "abs2" -> 2;
            case "square", "mul" -> 2.5;
            case "log1p" -> 1.51;
            default -> 1.45;
        };
    }

    @ParameterizedTest(name = "{0} (seed " + SEED + ")")
    @MethodSource("subjects")
    void formula_isNearTheReference(Subject s) {
        double[][] in = operands(s, false);
        double[] got = run(s, in, false);
        int parts = s.dtype.components();
        int results = s.result().components();
        double unit = s.dtype.isDouble() ? 0x1p-53 : 0x1p-24;
        double smallest = s.dtype.isDouble() ? Double.MIN_VALUE : Float.MIN_NORMAL * unit;
        double largest = s.dtype.isDouble() ? Double.MAX_VALUE : Float.MAX_VALUE;
        for (int k = 0; k < POINTS; k++) {
            double[] want = reference(s, in, k);
            double size = results == 1 ? Math.abs(want[0]) : Math.hypot(want[0], want[1]);
            if (size < largest) {
                double error = got[results * k] - want[0];
                error = results == 1 ? error : Math.hypot(error, got[2 * k + 1] - want[1]);
                double units = error / Math.max(unit * size, smallest);
                double first = in[0][parts * k];
                int at = k;
                assertTrue(
                        Math.abs(units) <= bound(s),
                        () -> units + " units at " + at + ": " + first);
            }
        }
    }

    @ParameterizedTest(name = "{0} (seed " + SEED + ")")
    @MethodSource("subjects")
    void vectors_haveTheBitsOfElements(Subject s) {
        Assumptions.assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        for (boolean special : new boolean[] {false, true}) {
            double[][] in = operands(s, special);
            assertArrayEquals(run(s, in, false), run(s, in, true));
        }
    }

    private static double[] reference(Subject s, double[][] in, int k) {
        double[] out = new double[2];
        double[] z = new double[6];
        boolean complex = s.dtype.isComplex();
        for (int o = 0; o < in.length; o++) {
            z[2 * o] = in[o][complex ? 2 * k : k];
            z[2 * o + 1] = complex ? in[o][2 * k + 1] : 0;
        }
        if (complex || s.result().isComplex()) {
            s.function.complex(z, out);
        } else {
            out[0] = s.function.real(z[0], z[2], z[4]);
        }
        return out;
    }

    private static double[][] operands(Subject s, boolean special) {
        Random random = new Random(SEED);
        double[][] in = new double[s.function.arity()][POINTS * s.dtype.components()];
        for (double[] x : in) {
            for (int k = 0; k < x.length; k++) {
                double any =
                        switch (random.nextInt(3)) {
                            case 0 -> random.nextGaussian();
                            case 1 -> random.nextInt(-4, 5) * Math.PI / 4;
                            default -> 50 * Math.pow(random.nextDouble(-1, 1), 9);
                        };
                x[k] = special ? SPECIAL[random.nextInt(SPECIAL.length)] : any;
                x[k] = s.dtype.isDouble() ? x[k] : (float) x[k];
            }
        }
        return in;
    }

    /** By the loop over elements alone, or by that over vectors as far as it goes. */
    private static double[] run(Subject s, double[][] in, boolean vectors) {
        int n = in.length;
        Object[] arrays = new Object[n + 1];
        int[] slots = new int[n + 1];
        for (int k = 0; k <= n; k++) {
            slots[k] = k;
            double[] x = k < n ? in[k] : new double[POINTS * s.result().components()];
            arrays[k] = s.dtype.isDouble() ? x.clone() : floats(x);
        }
        Program program = s.program();
        boolean[] uniform = new boolean[n];
        Loop elements = Loops.scalar(program, uniform, Ending.STORED);
        Loop fast =
                vectors ? Loops.vectors(program, uniform, Ending.STORED).orElseThrow() : elements;
        Reference reference = new Reference(program);
        int[] at = new int[n + 1];
        int done = 0;
        while (done < POINTS) {
            done = fast.run(arrays, at, slots, reference, done, POINTS);
            if (done < POINTS) {
                int to = Math.min(POINTS, done + fast.step());
                done = elements.run(arrays, at, slots, reference, done, to);
            }
        }
        return arrays[n] instanceof float[] f ? doubles(f) : (double[]) arrays[n];
    }

    static float[] floats(double[] x) {
        float[] y = new float[x.length];
        for (int k = 0; k < y.length; k++) {
            y[k] = (float) x[k];
        }
        return y;
    }

    private static double[] doubles(float[] x) {
        double[] y = new double[x.length];
        for (int k = 0; k < y.length; k++) {
            y[k] = x[k];
        }
        return y;
    }
}
