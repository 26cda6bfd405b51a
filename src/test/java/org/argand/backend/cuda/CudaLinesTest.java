package org.argand.backend.cuda;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Fold;
import org.argand.backend.cuda.Parity.Twin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scans and sorts along an axis against the scalar reference: every type, views, special numbers, long lines. */
class CudaLinesTest {
    private static final long SEED = 17;
    private static final double[] SPECIAL = {
        Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, 1e-42
    };

    /** Shapes and an axis of each: a thread to a line, a block to a line, some blocks to a line, nothing. */
    private record Subject(Shape shape, int axis) {}

    private static final List<Subject> SUBJECTS =
            List.of(
                    new Subject(Shape.of(1), 0),
                    new Subject(Shape.of(0, 3), 0),
                    new Subject(Shape.of(3, 0), 0),
                    new Subject(Shape.of(2, 5, 3), 1),
                    new Subject(Shape.of(3, 130), 1),
                    new Subject(Shape.of(131, 4), 0),
                    new Subject(Shape.of(2, 1025), 1),
                    new Subject(Shape.of(2500, 2), 0));

    @BeforeEach
    void device() {
        SoftwareDevice.assume();
    }

    private static DoubleSupplier numbers(Random random, DType dtype, boolean special) {
        return () -> {
            if (!dtype.isInexact()) {
                return random.nextInt(9) - 4;
            }
            return special && random.nextInt(4) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : random.nextInt(21) / 8.0 - 1;
        };
    }

    private static void scan(Fold fold, DType dtype, Subject s, Random random, DoubleSupplier x) {
        Parity parity = new Parity(2);
        Twin from = parity.view(dtype, s.shape, random, true, x);
        Twin to = parity.view(dtype, s.shape, random, false, x);
        parity.both(
                fold + " along " + s.axis + " of " + from,
                (b, in, out) -> b.scan(fold, in.getFirst(), s.axis, out.getFirst()),
                List.of(from),
                List.of(to));
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT32", "INT64", "FLOAT32", "FLOAT64", "COMPLEX64", "COMPLEX128"})
    void sums_areThoseOfTheReference(DType dtype) {
        Random random = new Random(SEED);
        for (Subject s : SUBJECTS) {
            scan(Fold.SUM, dtype, s, random, numbers(random, dtype, false));
        }
    }

    /** Factors of magnitude 1 and about 1, so that long products stay numbers. */
    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT32", "INT64", "FLOAT32", "FLOAT64", "COMPLEX64", "COMPLEX128"})
    void products_areThoseOfTheReference(DType dtype) {
        Random random = new Random(SEED + 1);
        for (Subject s : SUBJECTS) {
            DoubleSupplier factors =
                    () -> dtype.isInexact() ? 1 - 2 * random.nextInt(2) : random.nextInt(7) - 3;
            boolean grows = dtype.isComplex();
            scan(Fold.PROD, dtype, s, random, grows ? () -> factors.getAsDouble() / 2 : factors);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT32", "INT64", "FLOAT32", "FLOAT64"})
    void extrema_areThoseOfTheReference(DType dtype) {
        Random random = new Random(SEED + 2);
        for (Subject s : SUBJECTS) {
            for (Fold fold : List.of(Fold.MAX, Fold.MIN)) {
                scan(fold, dtype, s, random, numbers(random, dtype, true));
                scan(fold, dtype, s, random, random::nextGaussian);
            }
        }
    }

    /** The product of a part of the line overflows, that of the whole does not. */
    @Test
    void products_overflowOnlyWhereTheDefinitionDoes() {
        int[] k = {0};
        DoubleSupplier x = () -> k[0]++ < 300 ? 0x1p-3 : 0x1p3;
        scan(Fold.PROD, DType.FLOAT64, new Subject(Shape.of(600), 0), new Random(), x);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT32", "INT64", "FLOAT32", "FLOAT64"})
    void orders_areThoseOfTheReference(DType dtype) {
        Random random = new Random(SEED + 3);
        for (Subject s : SUBJECTS) {
            for (boolean descending : new boolean[] {false, true}) {
                sort(dtype, s, descending, random, numbers(random, dtype, true));
            }
        }
        DoubleSupplier wide = () -> random.nextGaussian() * (1L << random.nextInt(60));
        sort(dtype, new Subject(Shape.of(2, 2048), 1), false, random, wide);
        sort(dtype, new Subject(Shape.of(2, 2049), 1), true, random, wide);
        sort(dtype, new Subject(Shape.of(9001), 0), false, random, wide);
        sort(dtype, new Subject(Shape.of(9001), 0), true, random, () -> random.nextInt(3));
    }

    private static void sort(
            DType dtype, Subject s, boolean descending, Random random, DoubleSupplier numbers) {
        Parity parity = new Parity(0);
        Twin from = parity.view(dtype, s.shape, random, true, numbers);
        Twin to = parity.view(DType.INT64, s.shape, random, false, numbers);
        parity.both(
                "argsort along " + s.axis + " of " + from,
                (b, in, out) -> b.argsort(in.getFirst(), s.axis, descending, out.getFirst()),
                List.of(from),
                List.of(to));
    }
}
