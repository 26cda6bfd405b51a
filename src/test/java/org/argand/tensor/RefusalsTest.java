package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.tensor.Fourier.Norm;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What bad input gets: an error of its kind at the call, the op first and then the facts. */
class RefusalsTest {
    private static final Tensor A = Tensor.zeros(DType.FLOAT32, Shape.of(2, 3));
    private static final Tensor B = Tensor.zeros(DType.FLOAT32, Shape.of(4, 5));
    private static final Tensor Z = Tensor.zeros(DType.COMPLEX64, Shape.of(2, 3));
    private static final Tensor I = Tensor.zeros(DType.INT32, Shape.of(2, 3));
    private static final Tensor ELSEWHERE = A.to(Device.reference());

    private static Arguments of(
            Class<? extends ArgandException> kind, String op, String fact, Executable call) {
        return Arguments.of(op + " " + fact, kind, op, fact, call);
    }

    static Stream<Arguments> shapes() {
        Class<? extends ArgandException> kind = ArgandException.ShapeMismatch.class;
        return Stream.of(
                of(kind, "add", "[2, 3]", () -> A.add(B)),
                of(kind, "where", "[4, 5]", () -> Tensor.where(A.greater(0), A, B)),
                of(kind, "complex", "[4, 5]", () -> Tensor.complex(A, B)),
                of(kind, "matmul", "[2, 3] · [4, 5]", () -> A.matmul(B)),
                of(kind, "matmul", "needs matrices", () -> A.matmul(A.select(0, 0))),
                of(kind, "reshape", "[2, 3]", () -> A.reshape(4, 2)),
                of(kind, "broadcast", "[2, 3]", () -> A.broadcastTo(Shape.of(2, 4))),
                of(kind, "squeeze", "[2, 3]", () -> A.squeeze(0)),
                of(kind, "concat", "[4, 5]", () -> Tensor.concat(List.of(A, B), 0)),
                of(kind, "stack", "[4, 5]", () -> Tensor.stack(List.of(A, B), 0)),
                of(kind, "item", "[2, 3]", A::item),
                of(kind, "squeeze", "axis 0", () -> A.squeeze(0, 1)),
                of(kind, "split", "[1, 1]", () -> A.split(new long[] {1, 1}, 1)),
                of(kind, "split", "2 equal parts", () -> A.split(2, 1)),
                of(kind, "matrixNorm", "[3]", () -> A.select(0, 0).matrixNorm(MatrixNorm.ONE)),
                of(kind, "takeAlong", "[3]", () -> A.takeAlong(Tensor.of(0, 1, 2), 1)),
                of(kind, "takeAlong", "[4, 5]", () -> A.takeAlong(B.cast(DType.INT32), 1)),
                of(kind, "scatter", "[4, 5]", () -> A.scatter(I, B, 1)),
                of(kind, "scatterAdd", "[5, 1, 1]", () -> A.scatterAdd(I, wide(), 1)),
                of(kind, "index", "3 index tensors", () -> A.index(I, I, I)),
                of(kind, "indexPut", "[4, 5]", () -> A.indexPut(B, true, Tensor.of(0))),
                of(kind, "segmentSum", "[2]", () -> A.segmentSum(Tensor.of(0, 1), 2, 1)),
                of(kind, "maskedSelect", "[3]", () -> A.maskedSelect(A.select(0, 0).greater(0))),
                of(kind, "maskedFill", "[4, 5]", () -> A.maskedFill(B.greater(0), 1)),
                of(
                        kind,
                        "maskedScatter",
                        "[3]",
                        () -> A.maskedScatter(A.equalTo(0), A.select(0, 0))),
                of(kind, "diff", "[0, 3]", () -> A.slice(0, 0, 0).diff(0)),
                of(kind, "median", "[0, 3]", () -> A.slice(0, 0, 0).median(0)),
                of(kind, "meshgrid", "[2, 3]", () -> Creation.meshgrid(Creation.Grid.IJ, A, A)),
                of(kind, "tensor", "5", () -> Tensor.of(Shape.of(2, 3), new float[5])));
    }

    private static Tensor wide() {
        return A.reshape(2, 3, 1).sum(0).broadcastTo(Shape.of(5, 3, 1)).slice(1, 0, 1);
    }

    static Stream<Arguments> dtypes() {
        Class<? extends ArgandException> kind = ArgandException.DTypeMismatch.class;
        return Stream.of(
                of(kind, "cast", "real()", () -> Z.cast(DType.FLOAT32)),
                of(kind, "relu", "complex64", Z::relu),
                of(kind, "greater", "complex64", () -> Z.greater(Z)),
                of(kind, "max", "complex64", Z::max),
                of(kind, "argmax", "complex64", () -> Z.argmax(0)),
                of(kind, "exp", "int32", I::exp),
                of(kind, "matmul", "int32", () -> I.matmul(I.transpose())),
                of(kind, "fft", "int32", I::fft),
                of(kind, "gather", "float32", () -> A.gather(A, 0)),
                of(kind, "where", "float32", () -> Tensor.where(A, A, A)),
                of(kind, "toInts", "float32", A::toInts),
                of(kind, "mean", "int32", I::mean),
                of(kind, "var", "int32", I::var),
                of(kind, "norm", "int32", I::norm),
                of(kind, "sort", "Order.ABS", () -> Z.sort(0)),
                of(kind, "topk", "Order.ABS", () -> Z.topk(1, 0)),
                of(kind, "argsort", "Order.ABS", () -> Z.argsort(0)),
                of(kind, "argmax", "Order.ABS", () -> Z.argmax(0)),
                of(kind, "cummax", "complex64", () -> Z.cummax(0)),
                of(kind, "median", "Order.ABS", () -> Z.median(0)),
                of(kind, "cumprod", "bool", () -> A.greater(0).cumprod(0)),
                of(kind, "takeAlong", "float32", () -> A.takeAlong(A, 0)),
                of(kind, "index", "bool", () -> A.index(A.greater(0))),
                of(kind, "maskedSelect", "int32", () -> A.maskedSelect(I)),
                of(kind, "arange", "int32", () -> Creation.arange(DType.INT32, 0, 1, 0.5)),
                of(
                        kind,
                        "linspace",
                        "float32",
                        () -> Creation.linspace(DType.FLOAT32, Complex.I, Complex.ONE, 2)));
    }

    static Stream<Arguments> numbers() {
        Class<? extends ArgandException> kind = ArgandException.DTypeMismatch.class;
        return Stream.of(
                of(kind, "arange", "to 6.0E9", () -> Creation.arange(DType.INT32, 0, 6e9, 3e9)),
                of(kind, "number", "3.0E9 is no int32; cast", () -> I.add(3e9)),
                of(kind, "number", "2.147483648E9", () -> I.equalTo(0x1p31)),
                of(kind, "number", "1.0E19 is no int64", () -> Tensor.of(1L).mul(1e19)),
                of(kind, "number", "Infinity", () -> I.add(Double.POSITIVE_INFINITY)),
                of(kind, "number", "1.0E12", () -> I.maskedFill(I.equalTo(0), 1e12)),
                of(kind, "full", "1.5 is no int32", () -> full(DType.INT32, 1.5)),
                of(kind, "full", "NaN is no int64", () -> full(DType.INT64, Double.NaN)),
                of(kind, "scalar", "3.0E9 is no int32", () -> Tensor.scalar(DType.INT32, 3e9)));
    }

    private static Tensor full(DType dtype, double value) {
        return Tensor.full(dtype, Shape.of(2), value);
    }

    static Stream<Arguments> arguments() {
        Class<? extends ArgandException> kind = ArgandException.InvalidArgument.class;
        return Stream.of(
                of(kind, "sum", "axis 2", () -> A.sum(2)),
                of(kind, "sum", "axis -3", () -> A.sum(-3)),
                of(kind, "softmax", "axis 7", () -> A.softmax(7)),
                of(kind, "argmax", "axis 2", () -> A.argmax(2)),
                of(kind, "fft", "axis 5", () -> Z.fft(4, 5, Norm.ORTHO)),
                of(kind, "fft", "length 0", () -> Z.fft(0, 1, Norm.ORTHO)),
                of(kind, "permute", "[0, 0]", () -> A.permute(0, 0)),
                of(kind, "slice", "[2, 3]", () -> A.slice(1, 0, 4)),
                of(kind, "slice", "0", () -> A.slice(1, 0, 3, 0)),
                of(kind, "select", "3", () -> A.select(1, 3)),
                of(kind, "pad", "-1", () -> A.pad(0, -1, 0)),
                of(kind, "cumsum", "axis 2", () -> A.cumsum(2)),
                of(kind, "sort", "axis -3", () -> A.sort(-3)),
                of(kind, "var", "1 samples", () -> A.slice(0, 0, 1).var(0)),
                of(kind, "norm", "countNonzero", () -> A.norm(0.0, false)),
                of(kind, "topk", "4 elements of axis 1", () -> A.topk(4, 1)),
                of(kind, "quantile", "1.5", () -> A.quantile(1.5, false, 1)),
                of(kind, "tile", "[-1]", () -> A.tile(-1)),
                of(kind, "repeat", "[1]", () -> A.repeat(new long[] {1}, 0)),
                of(kind, "chunk", "0 parts", () -> A.chunk(0, 1)),
                of(kind, "rot90", "twice", () -> A.rot90(1, 1, -1)),
                of(kind, "arange", "by 0", () -> Creation.arange(DType.INT32, 0, 1, 0)),
                of(kind, "linspace", "int32", () -> Creation.linspace(DType.INT32, 0, 1, 3)));
    }

    static Stream<Arguments> indices() {
        Class<? extends ArgandException> kind = ArgandException.InvalidArgument.class;
        Tensor far = I.add(3);
        Tensor low = I.sub(1);
        String three = "index 3 is outside axis 1 of [2, 3]";
        return Stream.of(
                of(kind, "takeAlong", three, () -> A.takeAlong(far, 1)),
                of(kind, "takeAlong", "index -1", () -> A.takeAlong(low, 0)),
                of(kind, "scatter", three, () -> A.scatter(far, A, 1)),
                of(kind, "scatterAdd", three, () -> A.scatterAdd(far, A, -1)),
                of(kind, "index", three, () -> A.index(I, far)),
                of(kind, "index", "index 3 is outside axis 0", () -> A.index(far)),
                of(kind, "indexPut", "index -1", () -> A.indexPut(A.sum(), false, low)),
                of(
                        kind,
                        "segmentSum",
                        "index 2 is outside axis 1 of [2, 2]",
                        () -> A.segmentSum(Tensor.of(0, 2, 1), 2, 1)));
    }

    static Stream<Arguments> devices() {
        return Stream.of(
                of(
                        ArgandException.DeviceMismatch.class,
                        "mul",
                        "to(device)",
                        () -> A.mul(ELSEWHERE)),
                of(
                        ArgandException.DeviceMismatch.class,
                        "matmul",
                        "reference",
                        () -> A.matmul(ELSEWHERE.transpose())),
                of(
                        ArgandException.DeviceUnavailable.class,
                        "device",
                        "cuda:63",
                        () -> A.to(Device.cuda(63))),
                of(
                        ArgandException.InvalidArgument.class,
                        "device",
                        "tpu",
                        () -> Device.parse("tpu")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"shapes", "dtypes", "numbers", "arguments", "indices", "devices"})
    void badInput_getsOneClearError(
            String name,
            Class<? extends ArgandException> kind,
            String op,
            String fact,
            Executable call) {
        ArgandException e = assertThrows(ArgandException.class, call);
        assertEquals(kind, e.getClass(), e.getMessage());
        assertTrue(e.getMessage().startsWith(op + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(fact), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }
}
