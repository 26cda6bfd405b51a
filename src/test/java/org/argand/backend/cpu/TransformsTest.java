package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fourier transforms of views through tensors: a line has the same transform wherever it lies. */
class TransformsTest {

    private static final Tensor X = noise(12, 20, 17);

    private static Tensor noise(long... dims) {
        Random random = new Random(11);
        Shape shape = Shape.of(dims);
        double[] values = random.doubles(2 * shape.size(), -1, 1).toArray();
        return Tensor.ofInterleaved(shape, values).cast(DType.COMPLEX64);
    }

    @ParameterizedTest(name = "axis {0} seed 11")
    @ValueSource(ints = {0, 1, 2})
    void anyAxis_isTheLastAxisOfATransposedCopy(int axis) {
        Tensor moved = copy(X.transpose(axis, 2)).fft().transpose(axis, 2);
        assertSame(moved, X.fft(X.dim(axis), axis, Norm.BACKWARD));
        assertSame(moved, X.fft(X.dim(axis), axis - 3, Norm.BACKWARD));
    }

    @Test
    void views_haveTheTransformOfTheirCopy() {
        List<Tensor> views =
                List.of(
                        X.transpose(),
                        X.permute(2, 0, 1),
                        X.slice(2, 1, 17, 3),
                        X.slice(1, 2, 19, 4).transpose(1, 2),
                        X.flip(0, 2),
                        X.select(1, 3).transpose(),
                        X.select(2, 3).expand(1).broadcastTo(Shape.of(12, 5, 20)),
                        X.select(2, 3).expand(2).broadcastTo(Shape.of(12, 20, 5)));
        for (Tensor view : views) {
            assertSame(copy(view).fft(), view.fft());
            assertSame(copy(view).ifft(), view.ifft());
            long n = view.dim(0);
            assertSame(copy(view).fft(n, 0, Norm.ORTHO), view.fft(n, 0, Norm.ORTHO));
        }
    }

    @Test
    void otherLengths_cutOrFillWithZeros() {
        Tensor cut = X.slice(2, 0, 9);
        assertSame(cut.fft(), X.fft(9, 2, Norm.BACKWARD));
        assertSame(cut.pad(2, 0, 11).fft(), cut.fft(20, 2, Norm.BACKWARD));
    }

    /** Pairs, odd lengths, and lengths by way of a chirp: within rounding of the complex transform. */
    @ParameterizedTest(name = "n = {0} seed 12")
    @ValueSource(ints = {1, 2, 3, 4, 6, 17, 34, 60, 139, 278, 1001, 1200, 2018, 4096, 65_536})
    void realTransforms_agreeWithComplexOnes(int n) {
        Shape shape = Shape.of(3, n);
        double[] values = new Random(12).doubles(shape.size(), -1, 1).toArray();
        Tensor x = Tensor.of(shape, values);
        int half = n / 2 + 1;
        Tensor whole = x.cast(DType.COMPLEX128).fft();
        Tensor spectrum = x.rfft();
        double bound = 2e-16 * Math.sqrt(n) * (3 + Math.log(n));
        assertArrayEquals(
                whole.slice(1, 0, half).toDoubles(), spectrum.toDoubles(), bound * Math.sqrt(n));
        assertArrayEquals(values, spectrum.irfft(n, 1, Norm.BACKWARD).toDoubles(), bound);
        Tensor columns = x.transpose().copied();
        assertArrayEquals(
                spectrum.toDoubles(), columns.rfft(n, 0, Norm.BACKWARD).transpose().toDoubles());
        Tensor turned = spectrum.transpose().copied().flip(0).flip(0);
        assertArrayEquals(
                spectrum.irfft(n, 1, Norm.BACKWARD).toDoubles(),
                turned.irfft(n, 0, Norm.BACKWARD).transpose().toDoubles());
    }

    @Test
    void realNumbersThatRepeat_haveTheTransformOfTheirCopy() {
        Tensor x = X.real().select(2, 3).expand(2).broadcastTo(Shape.of(12, 20, 6));
        assertSame(copy(x).rfft(), x.rfft());
        Tensor odd = x.slice(2, 0, 5);
        assertSame(copy(odd).rfft(), odd.rfft());
        Tensor turned = X.real().flip(1).transpose(1, 2);
        assertSame(copy(turned).rfft(), turned.rfft());
    }

    @Test
    void emptyBatches_haveEmptyTransforms() {
        Tensor none = Tensor.zeros(DType.COMPLEX64, Shape.of(3, 0, 16)).fft();
        assertEquals(Shape.of(3, 0, 16), none.shape());
        assertEquals(0, none.toFloats().length);
        assertEquals(Shape.of(3, 0, 30), none.irfft().shape());
        assertEquals(Shape.of(3, 0, 9), none.real().rfft().shape());
    }

    @Test
    void norms_scaleByTheLength() {
        double[] plain = X.fft(20, 1, Norm.BACKWARD).cast(DType.COMPLEX128).toDoubles();
        double[] unitary = X.fft(20, 1, Norm.ORTHO).cast(DType.COMPLEX128).toDoubles();
        double[] divided = X.fft(20, 1, Norm.FORWARD).cast(DType.COMPLEX128).toDoubles();
        for (int i = 0; i < plain.length; i++) {
            assertEquals(plain[i] / Math.sqrt(20), unitary[i], 1e-6);
            assertEquals(plain[i] / 20, divided[i], 1e-6);
        }
    }

    /** The same elements, row-major. */
    private static Tensor copy(Tensor view) {
        return view.copied();
    }

    private static void assertSame(Tensor expected, Tensor actual) {
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.toFloats(), actual.toFloats());
    }
}
