package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apfloat.ApfloatContext;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.tensor.catalogue.Catalogue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pointwise function on the device: double precision against many digits, single precision against the CPU's double.
 *
 * <p>The worst errors of the CPU are recorded in {@code accuracy.csv} and held; {@code -Dargand.accuracy.record=true}
 * records them anew, in double precision from more points. A GPU is held to what is promised.
 */
class AccuracyTest {
    private static final boolean RECORDING = Boolean.getBoolean("argand.accuracy.record");

    /** What single precision promises, in units of 2⁻²⁴|s|. */
    private static final double SINGLE = 4;

    /** What double precision promises, in units of 2⁻⁵³|s|; on a GPU less, of which 200,000 points leave 5.7. */
    private static final double DOUBLE = onCpu() ? 8 : 6;

    private static final int SINGLE_POINTS = 100_000;
    private static final int DOUBLE_POINTS = RECORDING ? 1600 : 96;
    private static final long SEED = 31;

    private static final Map<String, Accuracy> RECORDED =
            Accuracy.recorded().stream()
                    .collect(Collectors.toMap(a -> a.op() + " " + a.dtype(), a -> a));
    private static final Map<String, Accuracy> MEASURED = new TreeMap<>();

    /** A function and the number of its operands. */
    private record Subject(String name, int arity, Function<List<Tensor>, Tensor> op) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void oneThread_isFasterForSoFewDigits() {
        ApfloatContext.getContext().setNumberOfProcessors(1);
    }

    private static Stream<Subject> subjects() {
        List<Subject> all = new ArrayList<>();
        for (Op.Pointwise f : Catalogue.functions()) {
            if (!(f instanceof Predicate) && f.arity() < 3) {
                all.add(new Subject(f.label(), f.arity(), in -> Engine.apply(f, in)));
            }
        }
        all.add(new Subject("atan2", 2, in -> in.get(0).atan2(in.get(1))));
        all.add(new Subject("hypot", 2, in -> in.get(0).hypot(in.get(1))));
        all.add(new Subject("xlogy", 2, in -> in.get(0).xlogy(in.get(1))));
        all.add(new Subject("xdivy", 2, in -> in.get(0).xdivy(in.get(1))));
        all.add(new Subject("squaredDifference", 2, in -> in.get(0).squaredDifference(in.get(1))));
        all.add(new Subject("clamp", 1, in -> in.getFirst().clamp(-1, 2)));
        return all.stream();
    }

    private static Stream<Arguments> of(DType real, DType complex) {
        return subjects()
                .flatMap(s ->
                        Stream.of(real, complex)
                                .filter(d -> takes(s, d))
                                .map(d -> Arguments.of(s, d)));
    }

    private static boolean takes(Subject s, DType d) {
        try {
            var _ = s.op.apply(Collections.nCopies(s.arity, Tensor.ones(d, Shape.of(1))));
            return true;
        } catch (ArgandException.DTypeMismatch refused) {
            return false;
        }
    }

    static Stream<Arguments> single() {
        return of(DType.FLOAT32, DType.COMPLEX64);
    }

    static Stream<Arguments> wide() {
        return of(DType.FLOAT64, DType.COMPLEX128).filter(a -> Oracle.knows(a.get()[0].toString()));
    }

    /** Double precision is right to some bits more than single precision has, and rounds. */
    @ParameterizedTest(name = "{0} {1} (seed " + SEED + ")")
    @MethodSource("single")
    void singlePrecision_isWithinFourUnits(Subject s, DType d) {
        double[][] at = Points.operands(s.arity, SINGLE_POINTS, false, SEED);
        List<Tensor> operands = tensors(at, d.isComplex());
        Tensor s64 = s.op.apply(operands.stream().map(t -> t.cast(d)).toList());
        double[] got = s64.toDoubles();
        double[] want =
                s.op.apply(operands.stream().map(t -> t.to(Device.cpu())).toList()).toDoubles();
        int parts = s64.dtype().components();
        Worst worst = new Worst();
        int count = 0;
        for (int k = 0; k < SINGLE_POINTS; k++) {
            if (onCpu() || !isBeyondKernels(s.name, point(at, k))) {
                worst.add(k, Errors.single(want, got, parts * k, parts));
                count++;
            }
        }
        hold(s, d, worst, at, count, SINGLE);
    }

    @ParameterizedTest(name = "{0} {1} (seed " + SEED + ")")
    @MethodSource("wide")
    void doublePrecision_isWithinEightUnits(Subject s, DType d) {
        double[][] at = Points.operands(s.arity, DOUBLE_POINTS, true, SEED);
        if (!d.isComplex()) {
            for (double[] operand : at) {
                for (int k = 1; k < operand.length; k += 2) {
                    operand[k] = 0;
                }
            }
        }
        Tensor result = s.op.apply(tensors(at, d.isComplex()));
        double[] got = result.toDoubles();
        int parts = result.dtype().components();
        Worst worst = new Worst();
        int count = 0;
        for (int k = 0; k < DOUBLE_POINTS; k++) {
            double[] in = point(at, k);
            boolean real = !d.isComplex() && Double.isNaN(got[parts * k]);
            boolean reached =
                    isWithinReach(s.name, in) && (onCpu() || !isBeyondKernels(s.name, in));
            if (reached && !(real && Oracle.isOffTheLine(s.name, in))) {
                worst.add(k, Errors.wide(Oracle.at(s.name, in), got, parts * k, parts));
                count++;
            }
        }
        hold(s, d, worst, at, count, DOUBLE);
    }

    /** Whether the value is finite and an exponential on the way to it is not beyond all bounds. */
    private static boolean isWithinReach(String function, double... in) {
        double x = Math.abs(in[0]);
        double y = Math.abs(in[1]);
        return switch (function) {
            case "exp", "expm1", "sinh", "cosh", "tanh", "sigmoid" -> x < 800;
            case "exp2" -> x < 1200;
            case "sin", "cos", "tan" -> y < 800;
            case "sinc" -> y < 250;
            case "log", "log2", "log10", "reciprocal", "rsqrt", "sgn" -> x + y != 0;
            case "log1p" -> in[0] != -1 || y != 0;
            case "atanh" -> x != 1 || y != 0;
            case "atan" -> y != 1 || x != 0;
            case "div", "xdivy" -> in[2] != 0 || in[3] != 0;
            case "pow" -> {
                double angle = Math.atan2(in[1], in[0]);
                double length = Math.log(Math.hypot(in[0], in[1]));
                double re = in[2] * length - in[3] * angle;
                yield Math.abs(re) < 800 && Math.abs(in[2] * angle + in[3] * length) < 1e30;
            }
            default -> true;
        };
    }

    /** Whether the exponent of a power has so many turns that twice the precision, all that a kernel has, is too little. */
    private static boolean isBeyondKernels(String function, double... in) {
        return function.equals("pow")
                && Math.hypot(in[2], in[3])
                                * (Math.abs(Math.log(Math.hypot(in[0], in[1]))) + Math.PI)
                        > 0x1p50;
    }

    private static List<Tensor> tensors(double[][] at, boolean complex) {
        List<Tensor> list = new ArrayList<>();
        for (double[] z : at) {
            Tensor t = Tensor.ofInterleaved(Shape.of(z.length / 2), z);
            list.add(complex ? t : t.real().copied());
        }
        return list;
    }

    private static double[] point(double[][] at, int k) {
        double[] in = new double[2 * at.length];
        for (int o = 0; o < at.length; o++) {
            in[2 * o] = at[o][2 * k];
            in[2 * o + 1] = at[o][2 * k + 1];
        }
        return in;
    }

    /** The largest error and where it is. */
    private static final class Worst {
        double error = -1;
        int index;

        void add(int k, double e) {
            if (e > error) {
                error = e;
                index = k;
            }
        }
    }

    private static boolean onCpu() {
        return Engine.device().equals(Device.cpu());
    }

    private static void hold(
            Subject s, DType d, Worst worst, double[][] at, int points, double bound) {
        StringBuilder where = new StringBuilder();
        double[] in = point(at, worst.index);
        for (int k = 0; k < in.length; k += d.isComplex() ? 1 : 2) {
            where.append(where.isEmpty() ? "" : " ")
                    .append(d.isDouble() ? Double.toString(in[k]) : Float.toString((float) in[k]));
        }
        Accuracy a = new Accuracy(s.name, d, points, worst.error, where.toString());
        System.out.printf(
                "accuracy %-18s %-10s %6d points, worst %.2f at %s%n",
                a.op(), a.dtype(), a.points(), a.error(), a.at());
        assertTrue(a.error() <= bound, a::toString);
        String key = a.op() + " " + a.dtype();
        if (RECORDING) {
            MEASURED.put(key, a);
        } else if (onCpu()) {
            Accuracy known = RECORDED.get(key);
            assertTrue(known != null, () -> key + " is not recorded");
            // Other machines have other vector widths and other intrinsics.
            assertTrue(a.error() <= 1.5 * known.error() + 0.5, () -> a + " recorded " + known);
        }
    }

    @AfterAll
    static void record() throws IOException {
        if (RECORDING) {
            Path file = Path.of("src/test/resources/org/argand/tensor/accuracy.csv");
            Files.createDirectories(file.getParent());
            Files.write(file, Accuracy.lines(List.copyOf(MEASURED.values())));
        }
    }
}
