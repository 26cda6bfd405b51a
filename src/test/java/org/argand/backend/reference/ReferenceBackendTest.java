package org.argand.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.backend.Backends;
import org.argand.backend.Buffer;
import org.argand.tensor.Engine;
import org.argand.tensor.Fourier;
import org.argand.tensor.Order;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reference by values known without it, through tensors on its device. */
class ReferenceBackendTest {
    private final Device before = Engine.device();

    @BeforeEach
    void computeOnReference() {
        Engine.setDevice(Device.reference());
    }

    @AfterEach
    void computeAsBefore() {
        Engine.setDevice(before);
    }

    @Test
    void reference_isNeverTheBestDevice() {
        assertNotEquals(Device.Kind.REFERENCE, Backends.best().kind());
        assertEquals(Device.reference(), Device.parse("reference"));
        assertEquals("reference", Device.reference().toString());
    }

    @Test
    void chain_isRoundedOnlyWhenStored() {
        Tensor x = Tensor.of(1e30f);
        assertEquals(1e30f, x.mul(x).div(x).toFloats()[0]);
    }

    @Test
    void int64_staysExactBeyondDoubleAndWraps() {
        Tensor x = Tensor.of((1L << 62) + 1, Long.MAX_VALUE);
        assertArrayEquals(new long[] {(1L << 62) + 3, Long.MIN_VALUE + 1}, x.add(2).toLongs());
        assertArrayEquals(
                new long[] {(1L << 62) + 1, Long.MAX_VALUE}, x.mul(Tensor.of(1L, 1L)).toLongs());
        assertEquals((1L << 62) + Long.MIN_VALUE, x.sum().toLongs()[0]);
    }

    @Test
    void int32_wraps() {
        Tensor x = Tensor.of(Integer.MAX_VALUE, 70_000);
        assertArrayEquals(new int[] {1, (int) (70_000L * 70_000)}, x.mul(x).toInts());
        assertArrayEquals(
                new int[] {Integer.MAX_VALUE, 0},
                Tensor.of(1e20, Double.NaN).cast(DType.INT32).toInts());
    }

    @Test
    void sum_keepsWhatRoundingLoses() {
        assertEquals(2, Tensor.of(1, 1e100, 1, -1e100).sum().item());
    }

    @Test
    void extrema_takeTheFirstAndNaN() {
        assertEquals(1, Tensor.of(1.0, 3, 3).argmax(0).item());
        assertEquals(1, Tensor.of(5, Double.NaN, 7, Double.NaN).argmin(0).item());
        assertEquals(Double.NaN, Tensor.of(5, Double.NaN, 7).max().item());
        assertEquals(-0.0, Tensor.of(0.0, -0.0).min().item());
    }

    @Test
    void argmax_countsAlongItsAxis() {
        Tensor x = Tensor.of(Shape.of(2, 3, 2), new double[] {1, 9, 5, 2, 4, 3, 0, 0, 1, 1, 7, 0});
        assertArrayEquals(new long[] {1, 0, 2, 1}, x.argmax(1).toLongs());
        assertArrayEquals(new long[] {0, 0, 0, 0, 1, 0}, x.argmax(0).toLongs());
    }

    @Test
    void matmul_isTheSumOfProducts() {
        Tensor a = Tensor.ofInterleaved(Shape.of(2, 2), new double[] {1, 1, 2, 0, 0, 1, 1, -1});
        Tensor b = Tensor.ofInterleaved(Shape.of(2, 1), new double[] {1, -1, 3, 2});
        // (1+i)(1−i) + 2(3+2i) = 8+4i and i(1−i) + (1−i)(3+2i) = 6.
        assertArrayEquals(new double[] {8, 4, 6, 0}, a.matmul(b).toDoubles());
        // The columns' conjugates: (1−i)(1−i) − i(3+2i) = 2−5i and 2(1−i) + (1+i)(3+2i) = 3+3i.
        assertArrayEquals(new double[] {2, -5, 3, 3}, a.adjoint().matmul(b).toDoubles());
    }

    @Test
    void fft_ofAnImpulseIsOneRootAfterTheOther() {
        double[] impulse = new double[24];
        impulse[2] = 1;
        double[] spectrum = Tensor.ofInterleaved(Shape.of(12), impulse).fft().toDoubles();
        for (int k = 0; k < 12; k++) {
            assertEquals(Math.cos(Math.PI * k / 6), spectrum[2 * k], 1e-15);
            assertEquals(-Math.sin(Math.PI * k / 6), spectrum[2 * k + 1], 1e-15);
        }
        assertEquals(0, spectrum[6]);
        assertEquals(-1, spectrum[7]);
        assertArrayEquals(
                impulse, Tensor.ofInterleaved(Shape.of(12), spectrum).ifft().toDoubles(), 1e-15);
    }

    /** The half spectrum is bit for bit that of the complex transform; what cannot be real is left out on the way back. */
    @Test
    void rfft_isHalfOfFft_andIrfftDropsWhatIsNotReal() {
        for (int n : new int[] {1, 2, 5, 6}) {
            double[] x = new Random(3).doubles(n, -1, 1).toArray();
            Tensor half = Tensor.of(x).rfft();
            Tensor whole = Tensor.of(x).cast(DType.COMPLEX128).fft().slice(0, 0, n / 2 + 1);
            assertArrayEquals(whole.toDoubles(), half.toDoubles());
            double[] parts = half.toDoubles();
            parts[1] = 9;
            parts[parts.length - 1] += n % 2 == 0 ? 9 : 0;
            Tensor spoiled = Tensor.ofInterleaved(half.shape(), parts);
            double[] back = spoiled.irfft(n, 0, Fourier.Norm.BACKWARD).toDoubles();
            assertArrayEquals(x, back, 1e-15);
        }
    }

    @Test
    void gather_takesRowsAndRefusesOthers() {
        Tensor x = Tensor.of(Shape.of(3, 2), new double[] {0, 1, 2, 3, 4, 5});
        assertArrayEquals(new double[] {4, 5, 0, 1}, x.gather(Tensor.of(2, 0), 0).toDoubles());
        assertArrayEquals(
                new double[] {1, 1, 0, 3, 3, 2, 5, 5, 4},
                x.gather(Tensor.of(1, 1, 0), 1).toDoubles());
        assertThrows(
                ArgandException.InvalidArgument.class, () -> x.gather(Tensor.of(3), 0).realise());
    }

    @Test
    void scan_foldsAlongItsAxis() {
        Tensor x = Tensor.of(Shape.of(2, 3), new double[] {1, 1e100, -1e100, 2, 3, 4});
        // The running sum remembers what 1e100 hides.
        assertArrayEquals(new double[] {1, 1e100, 1, 2, 5, 9}, x.cumsum(1).toDoubles());
        assertArrayEquals(
                new double[] {1, 1e100, -1e100, 3, 1e100, -1e100}, x.cumsum(0).toDoubles());
        assertArrayEquals(new int[] {3, 3, 7}, Tensor.of(3, 1, 7).cummax(0).toInts());
        Tensor i = Tensor.ofInterleaved(Shape.of(3), new double[] {0, 1, 0, 1, 0, 1});
        assertArrayEquals(new double[] {0, 1, -1, 0, 0, -1}, i.cumprod(0).toDoubles(), 1e-15);
    }

    @Test
    void argsort_isStableWithNanLast() {
        Tensor x = Tensor.of(2, Double.NaN, 0.0, 2, -0.0, -1);
        assertArrayEquals(new long[] {5, 2, 4, 0, 3, 1}, x.argsort(0).toLongs());
        assertArrayEquals(new long[] {0, 3, 2, 4, 5, 1}, x.argsort(Order.REAL, 0, true).toLongs());
        Tensor y = Tensor.of(Shape.of(2, 2), new long[] {5, 1L << 60, 4, (1L << 60) - 1});
        assertArrayEquals(new long[] {1, 1, 0, 0}, y.argsort(0).toLongs());
    }

    @Test
    void draws_areThoseOfTheCpu() {
        for (DType d :
                new DType[] {DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128}) {
            Engine.setDevice(Device.reference());
            double[] here = new RandomStream(7, 3).normal(d, Shape.of(3, 5)).toDoubles();
            long[] integers =
                    new RandomStream(7).integers(DType.INT64, Shape.of(9), 1000).toLongs();
            Engine.setDevice(Device.cpu());
            assertArrayEquals(new RandomStream(7, 3).normal(d, Shape.of(3, 5)).toDoubles(), here);
            assertArrayEquals(
                    new RandomStream(7).integers(DType.INT64, Shape.of(9), 1000).toLongs(),
                    integers);
        }
    }

    @Test
    void freedBuffer_isRefused() {
        Buffer b = Backends.of(Device.reference()).allocate(DType.FLOAT32, 4);
        b.free();
        assertThrows(ArgandException.UseAfterFree.class, () -> ReferenceBuffer.of(b, "run"));
        Buffer other = Backends.of(Device.cpu()).allocate(DType.FLOAT32, 4);
        assertThrows(ArgandException.DeviceMismatch.class, () -> ReferenceBuffer.of(other, "run"));
        other.free();
    }
}
