package org.argand.backend.cuda;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Distribution;
import org.argand.backend.Fold;
import org.argand.backend.Program;
import org.argand.backend.Program.Instruction;
import org.argand.backend.cuda.Parity.Twin;
import org.argand.tensor.Arithmetic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fold over every set of axes against the scalar reference. */
class CudaReductionTest {
    private static final List<Shape> SHAPES =
            List.of(
                    Shape.of(3, 5, 7),
                    Shape.of(1),
                    Shape.SCALAR,
                    Shape.of(0, 4),
                    Shape.of(200, 3),
                    Shape.of(2, 1, 60, 3),
                    Shape.of(3, 900),
                    Shape.of(2, 3, 4, 2, 2));

    @BeforeEach
    void device() {
        SoftwareDevice.assume();
    }

    private static Program reads(DType d) {
        return new Program(List.of(new Program.Input(d)), List.of(), List.of(0));
    }

    static boolean exists(Fold fold, DType d) {
        return switch (fold) {
            case SUM, PROD -> d != DType.BOOL;
            case ANY, ALL -> d == DType.BOOL;
            case MAX, MIN, ARGMAX, ARGMIN -> !d.isComplex() && d != DType.BOOL;
        };
    }

    /** Sums that do not cancel, products of powers of two, and few different numbers, which make ties. */
    private static DoubleSupplier numbers(Fold fold, DType d, Random random) {
        return switch (fold) {
            case PROD -> d.isComplex() ? () -> 0.7 + 0.1 * random.nextGaussian() : powers(random);
            case SUM -> d.isInexact() ? random::nextDouble : () -> random.nextInt();
            default -> () -> random.nextInt(9) - 4;
        };
    }

    private static DoubleSupplier powers(Random random) {
        double[] some = {1, -1, 2, -0.5};
        return () -> some[random.nextInt(some.length)];
    }

    @ParameterizedTest
    @EnumSource(Fold.class)
    void fold_alongAnyAxesIsTheReference(Fold fold) {
        Random random = new Random(fold.ordinal());
        for (DType d : DType.values()) {
            Parity parity = new Parity(fold == Fold.PROD && d.isComplex() ? 200 : 8);
            for (Shape shape : SHAPES) {
                for (int mask = 0; exists(fold, d) && mask < 1 << shape.rank(); mask++) {
                    int m = mask;
                    int[] axes =
                            IntStream.range(0, shape.rank())
                                    .filter(a -> (m >> a & 1) == 1)
                                    .toArray();
                    boolean position = fold == Fold.ARGMAX || fold == Fold.ARGMIN;
                    if (!position || axes.length == 1) {
                        one(parity, fold, d, shape, axes, random);
                    }
                }
            }
        }
    }

    private static void one(
            Parity parity, Fold fold, DType d, Shape shape, int[] axes, Random random) {
        Twin x = parity.view(d, shape, random, true, numbers(fold, d, random));
        Shape to = shape.reduced(axes, true);
        Twin result = parity.view(fold.result(d), to, random, false, () -> 1);
        parity.reduce(fold, reads(d), shape, List.of(x), List.of(), axes, result);
    }

    @ParameterizedTest
    @EnumSource(Fold.class)
    void fold_ofManyElementsIsTheReference(Fold fold) {
        Random random = new Random(100 + fold.ordinal());
        for (DType d : DType.values()) {
            if (exists(fold, d) && !(fold == Fold.PROD && d.isComplex())) {
                Parity parity = new Parity(8);
                one(parity, fold, d, Shape.of(30_011), new int[] {0}, random);
                one(parity, fold, d, Shape.of(7000, 5), new int[] {0}, random);
                one(parity, fold, d, Shape.of(2, 9001), new int[] {1}, random);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fold.class,
            names = {"MAX", "MIN", "ARGMAX", "ARGMIN"})
    void order_isTheReferenceAtSpecialNumbers(Fold fold) {
        Random random = new Random(200 + fold.ordinal());
        Parity parity = new Parity(0);
        double[] some = {
            0.0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        for (DType d : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (int known = 2; known <= some.length; known++) {
                int n = known;
                DoubleSupplier numbers = () -> some[random.nextInt(n)];
                for (Shape shape : List.of(Shape.of(40, 3), Shape.of(40, 700))) {
                    Twin x = parity.view(d, shape, random, false, numbers);
                    Twin r = parity.dense(fold.result(d), Shape.of(40, 1), () -> 1);
                    parity.reduce(fold, reads(d), shape, List.of(x), List.of(), new int[] {1}, r);
                }
            }
        }
    }

    @Test
    void sum_ofProductsAndRandomNumbersIsOnePass() {
        Random random = new Random(3);
        Parity parity = new Parity(20);
        for (DType d : List.of(DType.FLOAT64, DType.COMPLEX64)) {
            Program program =
                    new Program(
                            List.of(
                                    new Program.Input(d),
                                    new Program.Random(d, Distribution.NORMAL)),
                            List.of(new Instruction(Arithmetic.MUL, d, List.of(0, 1))),
                            List.of(2));
            Shape shape = Shape.of(3, 40, 5);
            for (int[] axes : List.of(new int[] {1}, new int[] {0, 2}, new int[] {0, 1, 2})) {
                Twin x = parity.view(d, shape, random, true, random::nextGaussian);
                Twin r = parity.dense(d, shape.reduced(axes, true), () -> 1);
                Program.Key key = new Program.Key(11, 12, 0);
                parity.reduce(Fold.SUM, program, shape, List.of(x), List.of(key), axes, r);
            }
        }
    }
}
