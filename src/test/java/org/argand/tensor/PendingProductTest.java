package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Products whose rows a program takes as they come: the same bits as of stored ones, and never made twice without need. */
class PendingProductTest {
    private static final int ROWS = 1037;
    private static final int COLS = 144;

    private final RandomStream random = new RandomStream(26);

    private Tensor numbers(DType dtype, long... dims) {
        return random.normal(dtype, Shape.of(dims)).to(Device.cpu()).realise();
    }

    private static void assertSame(Tensor expected, Tensor actual) {
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.toDoubles(), actual.toDoubles());
    }

    static Stream<Arguments> products() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128)
                .flatMap(d ->
                        Stream.of(
                                Arguments.of(d, ROWS, COLS, 128),
                                Arguments.of(d, ROWS, 131, 256),
                                Arguments.of(d, 8000, 37, 3),
                                Arguments.of(d, 70, 2500, 1)));
    }

    /** With operands as they are, transposed and conjugated; what follows reads a row, a column, another tensor and itself. */
    @ParameterizedTest
    @MethodSource("products")
    void values_areThoseOfAStoredProduct(DType dtype, int m, int n, int k) {
        List<Tensor> left =
                List.of(
                        numbers(dtype, m, k),
                        numbers(dtype, k, m).transpose(),
                        numbers(dtype, k, m).adjoint(),
                        numbers(dtype, m + 2, 2 * k).slice(0, 1, m + 1).slice(1, 1, k + 1));
        List<Tensor> right = List.of(numbers(dtype, k, n), numbers(dtype, n, k).adjoint());
        Tensor row = numbers(dtype, n);
        Tensor column = numbers(dtype, m, 1);
        Tensor other = numbers(dtype, n, m).transpose();
        UnaryOperator<Tensor> then = p -> p.add(row).mul(p).sub(column).add(other);
        for (Tensor a : left) {
            for (Tensor b : right) {
                Tensor pending = a.matmul(b);
                assertTrue(pending.isPending());
                Tensor taken = then.apply(pending).realise();
                assertTrue(pending.isPending(), "the product was stored");
                assertSame(then.apply(a.matmul(b).realise()), taken);
            }
        }
    }

    @Test
    void severalResults_areComputedInOnePass() {
        Tensor p = numbers(DType.FLOAT32, ROWS, 64).matmul(numbers(DType.FLOAT32, 64, COLS));
        Tensor larger = p.mul(2);
        Tensor square = p.mul(p);
        Engine.realise(List.of(larger, square));
        assertTrue(p.isPending());
        assertSame(p.mul(2), larger);
        assertFalse(p.isPending(), "made for the second time, and not stored");
        assertSame(p.mul(p), square);
    }

    @Test
    void products_thatOthersSeemToNeed_areStored() {
        Tensor a = numbers(DType.FLOAT32, ROWS, 64);
        Tensor b = numbers(DType.FLOAT32, 64, COLS);
        Tensor p = a.matmul(b);
        Tensor other = p.neg();
        p.relu().realise();
        assertFalse(p.isPending());
        assertSame(p.neg(), other);

        Tensor q = a.matmul(b);
        Tensor shifted = q.add(1);
        Tensor twoReaders = shifted.exp();
        shifted.relu().realise();
        assertFalse(q.isPending());
        assertSame(p.add(1).exp(), twoReaders);
    }

    @Test
    void smallDeepAndBatchedProducts_areStoredAtOnce() {
        assertFalse(numbers(DType.FLOAT32, 8, 8).matmul(numbers(DType.FLOAT32, 8, 8)).isPending());
        assertFalse(
                numbers(DType.FLOAT32, ROWS, 257)
                        .matmul(numbers(DType.FLOAT32, 257, COLS))
                        .isPending());
        assertFalse(
                numbers(DType.FLOAT32, 5, ROWS, 8)
                        .matmul(numbers(DType.FLOAT32, 5, 8, 64))
                        .isPending());
    }

    @Test
    void reshapedProducts_stayPending() {
        Tensor a = numbers(DType.COMPLEX64, 40 * 30, 16);
        Tensor b = numbers(DType.COMPLEX64, 16, 80);
        Tensor bias = numbers(DType.COMPLEX64, 80);
        Tensor p = a.matmul(b).reshape(40, 30, 80);
        Tensor y = p.add(bias).realise();
        assertTrue(p.isPending());
        Tensor stored = a.matmul(b).realise();
        assertSame(stored.reshape(40, 30, 80).add(bias), y);
        assertSame(stored, p.reshape(1200, 80));
    }

    @Test
    void everyUseOfAProduct_seesIt() {
        Tensor a = numbers(DType.FLOAT64, ROWS, 64);
        Tensor b = numbers(DType.FLOAT64, 64, COLS);
        Tensor stored = a.matmul(b).realise();
        assertSame(stored.sum(0), a.matmul(b).sum(0));
        assertSame(stored.mul(2).sum(1), a.matmul(b).mul(2).sum(1));
        assertSame(stored.transpose(), a.matmul(b).transpose());
        assertSame(stored.slice(0, 3, 5), a.matmul(b).slice(0, 3, 5));
        assertSame(stored.stopGradient().add(1), a.matmul(b).stopGradient().add(1));
        assertSame(stored.matmul(stored.transpose()), a.matmul(b).matmul(a.matmul(b).transpose()));
        Variable v = new Variable("v", stored.mul(0));
        v.take(a.matmul(b));
        assertSame(stored, v.value());
        assertSame(stored.add(stored), a.matmul(b).add(a.matmul(b)));
    }

    @Test
    void longExpressions_areCutAndStayRight() {
        Tensor a = numbers(DType.FLOAT32, ROWS, 64);
        Tensor b = numbers(DType.FLOAT32, 64, COLS);
        UnaryOperator<Tensor> then =
                p -> {
                    Tensor y = p;
                    for (int k = 0; k < 300; k++) {
                        y = y.mul(p).add(k % 2 == 0 ? 1 : -1).tanh();
                    }
                    return y;
                };
        assertSame(then.apply(a.matmul(b).realise()), then.apply(a.matmul(b)));
    }

    /** Rules that need the result alone leave the product unstored; another has it stored while a tape records. */
    @Test
    void gradients_areThoseOfStoredProducts() {
        Tensor x = numbers(DType.FLOAT32, ROWS, 64);
        List<Variable> variables =
                List.of(
                        new Variable("w", numbers(DType.FLOAT32, 64, COLS)),
                        new Variable("b", numbers(DType.FLOAT32, COLS)),
                        new Variable("v", numbers(DType.FLOAT32, COLS, 80)));
        checkGradients(x, variables, Tensor::relu, false);
        checkGradients(x, variables, Tensor::tanh, false);
        checkGradients(x, variables, t -> t.mul(t.sigmoid()), true);
    }

    private static void checkGradients(
            Tensor x, List<Variable> variables, UnaryOperator<Tensor> activation, boolean stored) {
        List<Tensor> expected =
                gradients(x, variables, activation, true, (s, t) -> s.matmul(t).realise());
        List<Tensor> actual = gradients(x, variables, activation, stored, Tensor::matmul);
        for (int k = 0; k < expected.size(); k++) {
            assertSame(expected.get(k), actual.get(k));
        }
    }

    private static List<Tensor> gradients(
            Tensor x,
            List<Variable> variables,
            UnaryOperator<Tensor> activation,
            boolean stored,
            BinaryOperator<Tensor> product) {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(x);
            Tensor p = product.apply(x, variables.get(0).value());
            Tensor y = activation.apply(p.add(variables.get(1).value())).realise();
            assertEquals(stored, !p.isPending());
            Tensor loss = product.apply(y, variables.get(2).value()).abs2().mean();
            Gradients g = tape.gradient(loss);
            return Stream.concat(Stream.of(g.of(x)), variables.stream().map(g::of)).toList();
        }
    }

    @Test
    void freedOperands_areAnErrorThatNamesTheProduct() {
        Tensor a = numbers(DType.FLOAT32, ROWS, 64);
        Tensor p = a.matmul(numbers(DType.FLOAT32, 64, COLS));
        Tensor y = p.add(1);
        a.free();
        ArgandException e = assertThrows(ArgandException.UseAfterFree.class, y::realise);
        assertTrue(e.getMessage().startsWith("matmul"), e.getMessage());
    }
}
