package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
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
                of(kind, "tensor", "5", () -> Tensor.of(Shape.of(2, 3), new float[5])));
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
                of(kind, "toInts", "float32", A::toInts));
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
                of(kind, "pad", "-1", () -> A.pad(0, -1, 0)));
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
    @MethodSource({"shapes", "dtypes", "arguments", "devices"})
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
