package org.argand.backend.cuda;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend;
import org.argand.backend.Backend.Matrix;
import org.argand.backend.Operand;
import org.argand.backend.cuda.Parity.Twin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrix products on a GPU against the reference, on whole numbers, whose sums are exact: any type, view, size and batch. */
class CudaMatmulTest {
    private static final List<DType> TYPES =
            List.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128);
    private static final long[] EXTENTS = {0, 1, 1, 2, 3, 5, 7, 8, 13, 17};
    private static final List<Shape> BATCHES =
            List.of(
                    Shape.SCALAR,
                    Shape.SCALAR,
                    Shape.of(1),
                    Shape.of(3),
                    Shape.of(2, 3),
                    Shape.of(2, 1, 3),
                    Shape.of(0, 2));

    private final Parity parity = new Parity(1);

    @BeforeEach
    void device() {
        SoftwareDevice.assume();
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    private static Shape matrix(Shape batch, long rows, long columns) {
        return batch.inserted(batch.rank(), rows).inserted(batch.rank() + 1, columns);
    }

    private void check(Twin a, boolean conjugatedA, Twin b, boolean conjugatedB, Twin result) {
        parity.on(
                List.of(a, b, result),
                (backend, all) ->
                        matmul(
                                backend,
                                new Matrix(all.get(0), conjugatedA),
                                new Matrix(all.get(1), conjugatedB),
                                all.get(2)),
                "matmul " + conjugatedA + " " + conjugatedB);
    }

    private static Optional<String> matmul(Backend backend, Matrix a, Matrix b, Operand result) {
        if (backend instanceof CudaBackend cuda) {
            return CudaMatmul.run(cuda.context(), a, b, result);
        }
        backend.matmul(a, b, result);
        return Optional.empty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void product_ofAnyViewsIsTheReference(int seed) {
        Random random = new Random(seed);
        DoubleSupplier numbers = () -> random.nextInt(9) - 4;
        DType type = TYPES.get(random.nextInt(TYPES.size()));
        Shape batch = BATCHES.get(random.nextInt(BATCHES.size()));
        long m = EXTENTS[random.nextInt(EXTENTS.length)];
        long k = EXTENTS[random.nextInt(EXTENTS.length)];
        long n = EXTENTS[random.nextInt(EXTENTS.length)];
        check(
                parity.view(type, matrix(batch, m, k), random, true, numbers),
                random.nextBoolean(),
                parity.view(type, matrix(batch, k, n), random, true, numbers),
                random.nextBoolean(),
                parity.view(type, matrix(batch, m, n), random, false, numbers));
    }

    @Test
    void irregularBatch_ofManyProductsIsOneCallOnCopies() {
        Random random = new Random(1);
        DoubleSupplier numbers = () -> random.nextInt(9) - 4;
        Shape batch = Shape.of(40, 40);
        Layout a = Layout.contiguous(Shape.of(40, 1, 2, 3)).broadcastTo(matrix(batch, 2, 3));
        Layout b = Layout.contiguous(Shape.of(1, 40, 3, 2)).broadcastTo(matrix(batch, 3, 2));
        check(
                parity.of(DType.COMPLEX64, a, numbers),
                true,
                parity.of(DType.COMPLEX64, b, numbers),
                false,
                parity.dense(DType.COMPLEX64, matrix(batch, 2, 2), numbers));
    }

    @Test
    void overlappingWindows_areFactorsToo() {
        Random random = new Random(2);
        DoubleSupplier numbers = () -> random.nextInt(9) - 4;
        Layout windows = Layout.contiguous(Shape.of(3, 20)).windowed(1, 5, 1, 1);
        check(
                parity.of(DType.FLOAT64, windows, numbers),
                false,
                parity.dense(DType.FLOAT64, Shape.of(3, 5, 4), numbers),
                false,
                parity.dense(DType.FLOAT64, Shape.of(3, 16, 4), numbers));
    }
}
