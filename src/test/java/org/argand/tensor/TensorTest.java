package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Values, types, views and refusals of the public tensor. */
class TensorTest {
    private static final Tensor X = Tensor.of(Shape.of(2, 3), new double[] {1, 2, 3, 4, 5, 6});
    private static final Tensor Z = Tensor.ofInterleaved(Shape.of(2), new double[] {1, 2, 3, -1});

    private static void refuses(String message, Executable action) {
        assertEquals(message, assertThrows(ArgandException.class, action).getMessage());
    }

    @Test
    void arithmetic_broadcastsAndPromotes() {
        Tensor y = X.add(Tensor.of(10f, 20f, 30f));
        assertEquals(DType.FLOAT64, y.dtype());
        assertArrayEquals(new double[] {11, 22, 33, 14, 25, 36}, y.toDoubles());
        Tensor c = Tensor.of(1f, 2f).mul(Z);
        assertEquals(DType.COMPLEX128, c.dtype());
        assertArrayEquals(new double[] {1, 2, 6, -2}, c.toDoubles());
        assertEquals(DType.COMPLEX64, Tensor.of(1f).timesI().dtype());
        assertEquals(DType.FLOAT32, Tensor.of(1, 2).add(Tensor.of(1f)).dtype());
    }

    @Test
    void complexNumbers_multiply() {
        assertEquals(
                Complex.ofCartesian(-5, 10),
                Tensor.scalar(3, 4).mul(Tensor.scalar(1, 2)).complexItem());
        assertArrayEquals(new double[] {-2, 1, 1, 3}, Z.timesI().toDoubles());
        assertArrayEquals(new double[] {5, 10}, Z.abs2().toDoubles());
    }

    @Test
    void complexToReal_isRefusedWithAHint() {
        refuses(
                "cast: complex128 to float64 would drop the imaginary part; say real(), imag() or"
                        + " abs()",
                () -> Z.cast(DType.FLOAT64));
        refuses("less: needs a type with an order, got complex128, complex128", () -> Z.less(Z));
        refuses("relu: needs an integer or floating type, got complex128", Z::relu);
        refuses("max: needs an order, complex128 has none; say abs(), real() or Order.ABS", Z::max);
    }

    @Test
    void scalars_areZeroDimensional() {
        Tensor s = Tensor.scalar(2.5);
        assertEquals(Shape.SCALAR, s.shape());
        assertEquals(2.5, s.item());
        assertEquals(21, X.sum().item());
        assertEquals(Shape.SCALAR, X.sum().shape());
        assertEquals(2.5, s.sum().item());
        assertEquals(0.5, Tensor.scalar(2.0).reciprocal().item());
        refuses("item: needs one element, got [2, 3]", X::item);
        refuses("item: tensor is complex128; say complexItem()", () -> Tensor.scalar(1, 1).item());
    }

    @Test
    void emptyTensors_work() {
        Tensor e = Tensor.zeros(DType.COMPLEX64, Shape.of(0, 3));
        assertEquals(0, e.exp().add(1).toFloats().length);
        assertArrayEquals(new float[6], e.sum(0).toFloats());
        assertArrayEquals(
                new double[] {1, 1},
                Tensor.zeros(DType.FLOAT64, Shape.of(0, 2)).prod(0).toDoubles());
        assertArrayEquals(
                new double[4],
                Tensor.zeros(DType.FLOAT64, Shape.of(2, 0))
                        .matmul(Tensor.zeros(DType.FLOAT64, Shape.of(0, 2)))
                        .toDoubles());
        assertEquals(
                Shape.of(2, 3),
                Tensor.concat(List.of(e, Tensor.zeros(DType.COMPLEX64, Shape.of(2, 3))), 0)
                        .shape());
        refuses("max: of no element, shape [0, 3]", () -> e.real().max(0));
    }

    @Test
    void views_shareAndReadRight() {
        assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, X.transpose().toDoubles());
        assertArrayEquals(new double[] {2, 5}, X.slice(1, 1, 2).reshape(2).toDoubles());
        assertArrayEquals(new double[] {6, 5, 4, 3, 2, 1}, X.flip().toDoubles());
        assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, X.transpose().reshape(6).toDoubles());
        assertArrayEquals(new double[] {4, 5, 6}, X.select(0, -1).toDoubles());
        assertArrayEquals(new double[] {2, 3, 1, 5, 6, 4}, X.roll(-1, 1).toDoubles());
        assertArrayEquals(new double[] {0, 1, 2, 3, 0, 4, 5, 6}, X.pad(1, 1, 0).toDoubles());
        assertArrayEquals(new double[] {3, 1}, X.slice(1, 2, -1, -2).select(0, 0).toDoubles());
        assertSame(X, X.reshape(2, 3));
        assertEquals(Shape.of(2, 3, 1), X.expand(-1).shape());
        assertEquals(Shape.of(2, 1, 3), X.expand(-2).shape());
    }

    @Test
    void movement_refusesWhatDoesNotFit() {
        refuses("reshape: [2, 3] does not fit [4, -1]", () -> X.reshape(4, -1));
        refuses("slice: 1 to 4 step 1 is outside axis 1 of [2, 3]", () -> X.slice(1, 1, 4));
        refuses("permute: [0, 0] is no order of the axes of [2, 3]", () -> X.permute(0, 0));
        refuses("broadcast: [2, 3] does not stretch to [3]", () -> X.broadcastTo(Shape.of(3)));
        refuses(
                "concat: [2, 3] and [2] differ beside axis 0",
                () -> Tensor.concat(List.of(X, Z), 0));
        refuses("squeeze: axis 0 of [2, 3] is not 1", () -> X.squeeze(0));
        refuses(
                "expand: axes [2, 5] are not all among the 4 of the result, for [2, 3];"
                        + " broadcastTo() stretches to a shape",
                () -> X.expand(2, 5));
        refuses("sum: axis 2 is outside shape [2, 3]", () -> X.sum(2));
    }

    @Test
    void matmul_multipliesAndRefuses() {
        assertArrayEquals(new double[] {14, 32, 32, 77}, X.matmul(X.transpose()).toDoubles());
        Tensor a = Tensor.ofInterleaved(Shape.of(1, 2), new double[] {1, 2, 3, -1});
        assertArrayEquals(new double[] {15, 0}, a.matmul(a.adjoint()).toDoubles());
        refuses("matmul: inner extents differ, [2, 3] · [2, 3]", () -> X.matmul(X));
        refuses("matmul: needs matrices, got [2, 3] · [2]", () -> X.matmul(Z));
    }

    @Test
    void reductions_meetTheirDefinitions() {
        assertArrayEquals(new double[] {5, 7, 9}, X.sum(0).toDoubles());
        assertArrayEquals(new double[] {2, 5}, X.mean(1).toDoubles());
        assertArrayEquals(new double[] {6, 120}, X.prod(-1).toDoubles());
        assertArrayEquals(new double[] {3, 6}, X.max(true, 1).toDoubles());
        assertArrayEquals(new long[] {2, 2}, X.argmax(1).toLongs());
        assertTrue(X.greater(0).all().toBooleans()[0]);
        assertArrayEquals(new boolean[] {false, true}, X.greater(3).any(1).toBooleans());
        assertEquals(1000 + Math.log(2), Tensor.of(1000.0, 1000.0).logsumexp().item(), 1e-12);
        assertArrayEquals(new double[] {0.5, 0.5}, Tensor.of(1e4, 1e4).softmax(0).toDoubles());
        assertEquals(
                Double.NEGATIVE_INFINITY, Tensor.of(Double.NEGATIVE_INFINITY).logsumexp().item());
        assertEquals(2, Tensor.of(true, false, true).sum().item());
    }

    @Test
    void maxOfNaN_isNaN() {
        assertTrue(Double.isNaN(Tensor.of(1.0, Double.NaN, 3.0).max().item()));
        assertTrue(Double.isNaN(Tensor.of(Double.NaN).relu().item()));
    }

    @Test
    void fft_meetsItsDefinition() {
        Tensor t = Tensor.of(1.0, 2.0, 3.0, 4.0).fft();
        assertArrayEquals(new double[] {10, 0, -2, 2, -2, 0, -2, -2}, t.toDoubles(), 1e-14);
        assertArrayEquals(new double[] {1, 2, 3, 4}, t.ifft().real().toDoubles(), 1e-15);
        assertArrayEquals(new double[] {2, 0, 1}, Tensor.of(0.0, 1.0, 2.0).fftshift().toDoubles());
        assertArrayEquals(new double[] {1, 2, 0}, Tensor.of(0.0, 1.0, 2.0).ifftshift().toDoubles());
    }

    @Test
    void selection_picks() {
        assertArrayEquals(new double[] {3, 1, 6, 4}, X.gather(Tensor.of(2, 0), 1).toDoubles());
        assertArrayEquals(
                new double[] {0, 0, 1, 1, 0, 0},
                Tensor.of(2, 0).oneHot(3, DType.FLOAT64).toDoubles());
        assertArrayEquals(new double[4], Tensor.of(2, -1).oneHot(2, DType.FLOAT64).toDoubles());
        assertArrayEquals(
                new double[] {1, -1, 3, -1, 5, -1},
                Tensor.where(
                                Tensor.of(true, false, true, false, true, false),
                                X.reshape(6),
                                Tensor.scalar(-1.0))
                        .toDoubles());
        assertThrows(
                ArgandException.InvalidArgument.class, () -> X.gather(Tensor.of(3), 1).realise());
    }

    @Test
    void arrays_areOfTheTypeOfTheTensor() {
        refuses("toFloats: tensor is float64; say toDoubles()", X::toFloats);
        refuses("toInts: tensor is float64; say cast(INT32)", X::toInts);
        refuses("toLongs: tensor is float64; say cast(INT64)", X::toLongs);
        refuses("toBooleans: tensor is float64; say cast(BOOL)", X::toBooleans);
    }

    @Test
    void integers_stayExact() {
        long big = (1L << 53) + 1;
        assertArrayEquals(new long[] {big + 1}, Tensor.of(big).add(1).toLongs());
        assertTrue(Tensor.of(big).greater(Tensor.of(big - 1)).toBooleans()[0]);
        refuses("number: 0.5 is no int32; cast the tensor first", () -> Tensor.of(1).mul(0.5));
        refuses(
                "exp: needs a floating or complex type, got int32; cast it first",
                () -> Tensor.of(1).exp());
        refuses(
                "div: needs a floating or complex type, got int32, int32; cast it first",
                () -> Tensor.of(1).div(2));
        refuses(
                "mean: needs a floating or complex type, got bool; cast it first",
                () -> Tensor.of(true).mean());
        assertArrayEquals(
                new int[] {Integer.MIN_VALUE},
                Tensor.of(Integer.MAX_VALUE, 1).sum(true, 0).toInts());
    }

    @Test
    void creation_checksTheLength() {
        refuses(
                "tensor: float64[2, 2] takes 4 numbers, got 3",
                () -> Tensor.of(Shape.of(2, 2), new double[3]));
        refuses(
                "tensor: complex64[2] takes 4 numbers, got 2",
                () -> Tensor.ofInterleaved(Shape.of(2), new float[2]));
    }

    @Test
    void devices_areCheckedAndNamed() {
        assertEquals(Device.cpu(), X.device());
        assertSame(X, X.to(Device.cpu()));
        var e =
                assertThrows(
                        ArgandException.DeviceUnavailable.class,
                        () -> X.to(Device.cuda(7)).realise());
        assertTrue(e.getMessage().startsWith("device: cuda:7 is not available"), e.getMessage());
    }

    @Test
    void toString_showsTypeShapeAndElements() {
        assertEquals("complex128[2] {1.0+2.0i, 3.0-1.0i}", Z.toString());
        assertEquals("int32[] {3}", Tensor.of(3).reshape().toString());
        assertEquals("int64[1] {9007199254740993}", Tensor.of((1L << 53) + 1).toString());
        assertEquals("bool[2] {true, false}", Tensor.of(true, false).toString());
        assertEquals("float32[1] {0.1}", Tensor.of(0.1f).toString());
        assertEquals(
                "complex64[1] {0.1-0.0i}",
                Tensor.ofInterleaved(Shape.of(1), new float[] {0.1f, -0.0f}).toString());
    }
}
