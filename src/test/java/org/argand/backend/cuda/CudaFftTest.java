package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.cuda.Parity.Twin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fourier transforms on a GPU against the sums that define them: any length, axis, view and scale, complex and real. */
class CudaFftTest {
    private static final int[] LENGTHS = {1, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 30, 31, 64, 97, 101};
    private static final List<Shape> SHAPES =
            List.of(
                    Shape.of(1),
                    Shape.of(3, 1),
                    Shape.of(2, 1, 3),
                    Shape.of(1, 5),
                    Shape.of(40, 1, 40),
                    Shape.of(0, 1),
                    Shape.of(2, 2, 1, 2));

    /** Sums of numbers up to 4 in size are compared as numbers of this size. */
    private final Parity parity = new Parity(32, 16);

    @BeforeEach
    void device() {
        SoftwareDevice.assume();
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void transform_ofAnyViewIsTheReference(int seed) {
        Random random = new Random(seed);
        DoubleSupplier numbers = () -> random.nextInt(9) - 4;
        Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
        int axis = random.nextInt(shape.rank());
        while (shape.dim(axis) != 1) {
            axis = random.nextInt(shape.rank());
        }
        int along = axis;
        int n = LENGTHS[random.nextInt(shape.size() > 1000 ? 8 : LENGTHS.length)];
        Shape whole = shape.with(axis, n);
        Shape half = shape.with(axis, n / 2 + 1);
        DType complex = random.nextBoolean() ? DType.COMPLEX64 : DType.COMPLEX128;
        double scale = random.nextBoolean() ? 1 : 1.0 / n;
        boolean inverse = random.nextBoolean();
        int kind = random.nextInt(3);
        Twin x =
                parity.view(
                        kind == 1 ? complex.real() : complex,
                        kind == 2 ? half : whole,
                        random,
                        true,
                        numbers);
        Twin result =
                parity.view(
                        kind == 2 ? complex.real() : complex,
                        kind == 1 ? half : whole,
                        random,
                        false,
                        numbers);
        parity.on(
                List.of(x, result),
                (backend, all) -> {
                    if (backend instanceof CudaBackend cuda) {
                        CudaContext context = cuda.context();
                        return switch (kind) {
                            case 0 ->
                                    CudaFft.fft(
                                            context, all.get(0), along, inverse, scale, all.get(1));
                            case 1 -> CudaFft.rfft(context, all.get(0), along, scale, all.get(1));
                            default -> CudaFft.irfft(context, all.get(0), along, scale, all.get(1));
                        };
                    }
                    switch (kind) {
                        case 0 -> backend.fft(all.get(0), along, inverse, scale, all.get(1));
                        case 1 -> backend.rfft(all.get(0), along, scale, all.get(1));
                        default -> backend.irfft(all.get(0), along, scale, all.get(1));
                    }
                    return Optional.empty();
                },
                "transform " + kind + " of " + n + " along " + axis + " times " + scale);
    }

    @Test
    void plans_areBounded() {
        for (int n = 2; n < 100; n++) {
            Twin x = parity.dense(DType.COMPLEX64, Shape.of(n), () -> 1);
            Twin y = parity.dense(DType.COMPLEX64, Shape.of(n), () -> 1);
            SoftwareDevice.backend().fft(x.gpu(), 0, false, 1, y.gpu());
            x.gpu().buffer().free();
            y.gpu().buffer().free();
        }
        assertEquals(64, SoftwareDevice.backend().context().stream().plans().size());
    }
}
