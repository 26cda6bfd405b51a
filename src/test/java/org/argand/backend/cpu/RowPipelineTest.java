package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend.Matrix;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;
import org.argand.tensor.Arithmetic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ops that are put off: the same bits as of ops that are not, whatever becomes of their operands meanwhile. */
class RowPipelineTest {
    private static final int STEPS = 60;

    private final CpuBackend cpu = new CpuBackend();
    private final int threads = Workers.threads();

    @AfterEach
    void restoreThreads() {
        Workers.setThreads(threads);
    }

    /** Random numbers about 0. */
    private Operand gauss(Random random, DType dtype, long... dims) {
        Operand o = Tensors.empty(cpu, dtype, Shape.of(dims));
        Object array = CpuBuffer.array(o, "test");
        for (int i = 0; i < o.buffer().length(); i++) {
            Elements.store(dtype, array, i, random.nextGaussian(), random.nextGaussian());
        }
        return o;
    }

    private static Operand view(Operand o, Layout layout) {
        return new Operand(o.buffer(), layout);
    }

    private static Operand transposed(Operand o) {
        return view(o, o.layout().permuted(new int[] {1, 0}));
    }

    private static Matrix plain(Operand o) {
        return new Matrix(o, false);
    }

    private Operand product(Matrix a, Matrix b) {
        Shape shape = Shape.of(a.operand().shape().dim(0), b.operand().shape().dim(1));
        Operand c = Tensors.empty(cpu, a.operand().dtype(), shape);
        cpu.matmul(a, b, c);
        return c;
    }

    /** (x + y) z of that type. */
    private static Program sumAndProduct(DType d) {
        return new Program(
                List.of(new Input(d), new Input(d), new Input(d)),
                List.of(
                        new Instruction(Arithmetic.ADD, d, List.of(0, 1)),
                        new Instruction(Arithmetic.MUL, d, List.of(3, 2))),
                List.of(4));
    }

    private static Bindings bindings(Shape shape, Operand... inputs) {
        List<Operand> all =
                Stream.of(inputs).map(o -> view(o, o.layout().broadcastTo(shape))).toList();
        return new Bindings(shape, all, List.of(), List.of());
    }

    private static boolean isPutOff(Operand o) {
        return CpuBuffer.of(o.buffer(), "test").writer() != null;
    }

    /** A random sequence of ops on matrices of so many rows. */
    private final class Script {
        final Random random;
        final DType dtype;
        final int rows;
        final boolean patient;
        final List<Operand> tall = new ArrayList<>();
        final List<Operand> results = new ArrayList<>();
        int putOff;

        Script(long seed, DType dtype, int rows, boolean patient) {
            this.random = new Random(seed);
            this.dtype = dtype;
            this.rows = rows;
            this.patient = patient;
            tall.add(gauss(random, dtype, rows, 3));
            tall.add(gauss(random, dtype, rows, 140));
        }

        /** What every op has given, in order. */
        List<Operand> run() {
            for (int step = 0; step < STEPS; step++) {
                Operand result = next(tall.get(tall.size() - 1 - random.nextInt(2)));
                putOff += isPutOff(result) ? 1 : 0;
                if (!patient) {
                    CpuBuffer.array(result, "test");
                }
                if (result.shape().rank() == 2 && result.shape().dim(0) == rows) {
                    tall.add(result);
                }
                results.add(result);
                if (tall.size() > 9) {
                    forgetOne();
                }
            }
            return results;
        }

        /** Frees a matrix, and has its memory used by somebody else. */
        private void forgetOne() {
            Operand gone = tall.remove(random.nextInt(tall.size()));
            results.remove(gone);
            gone.buffer().free();
            Operand other = Tensors.empty(cpu, dtype, gone.shape());
            Storage.of(dtype).clear(CpuBuffer.array(other, "test"), 0, 1000);
            other.buffer().free();
        }

        private Operand next(Operand x) {
            long width = x.shape().dim(1);
            Layout layout = x.layout();
            return switch (random.nextInt(16)) {
                case 0, 1 -> product(matrix(x), weights(width));
                case 2, 3, 4 -> onProduct(x);
                case 5, 6 -> program(x, like(x));
                case 7 -> {
                    Operand half = view(x, layout.sliced(1, width / 2, width - width / 2, 1));
                    yield program(half, half);
                }
                case 8, 9 -> deep(x);
                case 10, 11 -> fold(random.nextBoolean() ? Fold.SUM : Fold.MAX, x, 0);
                case 12 -> fold(Fold.SUM, x, 0, 1);
                case 13 -> fold(Fold.SUM, x, 1);
                case 14 -> program(x, view(x, layout.sliced(0, rows - 1, rows, -1)));
                default -> {
                    Operand late = view(x, layout.sliced(0, 1, rows - 1, 1));
                    yield program(late, late);
                }
            };
        }

        private Matrix matrix(Operand x) {
            return new Matrix(x, random.nextBoolean());
        }

        private Matrix weights(long depth) {
            int width = List.of(2, 7, 37, 64, 128, 130, 256, 130).get(random.nextInt(8));
            Operand right =
                    random.nextBoolean()
                            ? gauss(random, dtype, depth, width)
                            : transposed(gauss(random, dtype, width, depth));
            return matrix(right);
        }

        private Operand like(Operand x) {
            return tall.stream().filter(t -> t.shape().equals(x.shape())).findFirst().orElse(x);
        }

        private Operand program(Operand x, Operand y) {
            Operand row = gauss(random, dtype, x.shape().dim(1));
            Operand out = Tensors.empty(cpu, dtype, x.shape());
            cpu.run(sumAndProduct(dtype), bindings(x.shape(), x, y, row), List.of(out));
            return out;
        }

        private Operand onProduct(Operand x) {
            Matrix w = weights(x.shape().dim(1));
            Shape shape = Shape.of(rows, w.operand().shape().dim(1));
            if (!cpu.takesRows(dtype, shape, x.shape().dim(1))) {
                return product(plain(x), w);
            }
            Operand room = Tensors.empty(cpu, dtype, shape);
            Operand column = view(x, x.layout().sliced(1, 0, 1, 1));
            Operand out = Tensors.empty(cpu, dtype, shape);
            Operand row = gauss(random, dtype, shape.dim(1));
            Bindings in = bindings(shape, room, column, row);
            cpu.runOnProduct(matrix(x), w, 0, sumAndProduct(dtype), in, List.of(out));
            room.buffer().free();
            return out;
        }

        private Operand deep(Operand x) {
            Operand y = tall.get(random.nextInt(tall.size()));
            return product(matrix(transposed(x)), matrix(y));
        }

        private Operand fold(Fold fold, Operand x, int... axes) {
            Fold any = dtype.isComplex() ? Fold.SUM : fold;
            Shape shape = x.shape();
            Operand out = Tensors.empty(cpu, dtype, shape.reduced(axes, true));
            cpu.reduce(any, sumAndProduct(dtype), bindings(shape, x, x, x), axes, out);
            return out;
        }
    }

    static Stream<Arguments> scripts() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128)
                .flatMap(d ->
                        Stream.of(
                                Arguments.of(d, 2048, 1),
                                Arguments.of(d, 5000, 2),
                                Arguments.of(d, 9001, 1),
                                Arguments.of(d, 33_333, 3)));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void results_areThoseOfOpsThatAreNotPutOff(DType dtype, int rows, int threads) {
        Workers.setThreads(threads);
        for (int seed = 0; seed < (rows > 10_000 ? 1 : 2); seed++) {
            Script now = new Script(seed, dtype, rows, false);
            Script later = new Script(seed, dtype, rows, true);
            List<Operand> expected = now.run();
            List<Operand> actual = later.run();
            assertTrue(later.putOff > STEPS / 4, later.putOff + " ops were put off");
            for (int k = 0; k < expected.size(); k++) {
                assertSame(expected.get(k), actual.get(k), "op " + k + " of script " + seed);
            }
            Stream.of(now, later).flatMap(s -> s.tall.stream()).forEach(o -> o.buffer().free());
        }
    }

    private static void assertSame(Operand expected, Operand actual, String what) {
        Object x = CpuBuffer.array(expected, "test");
        Object y = CpuBuffer.array(actual, "test");
        int n = (int) expected.buffer().length() * expected.dtype().components();
        boolean same =
                x instanceof float[] f
                        ? -1 == Arrays.mismatch(f, 0, n, (float[]) y, 0, n)
                        : -1 == Arrays.mismatch((double[]) x, 0, n, (double[]) y, 0, n);
        assertTrue(same, what + ", " + expected.shape());
    }

    /** Two products in a row, of which nothing is made yet. */
    private List<Operand> pending() {
        Random random = new Random(1);
        Operand x = gauss(random, DType.FLOAT32, 4096, 128);
        Operand h = product(plain(x), plain(gauss(random, DType.FLOAT32, 128, 128)));
        Operand y = product(plain(h), plain(gauss(random, DType.FLOAT32, 128, 8)));
        assertTrue(isPutOff(h) && isPutOff(y));
        return List.of(x, h, y);
    }

    private static RowPipeline mine() {
        RowPipeline p = RowPipeline.current(4096);
        assertNotNull(p);
        return p;
    }

    private Operand done() {
        return pending().stream().peek(o -> CpuBuffer.array(o, "test")).toList().getLast();
    }

    @Test
    void operandsThatAreFreed_areReadUntilTheEnd() {
        Operand expected = done();
        List<Operand> ops = pending();
        long inUse = cpu.pool().statistics().inUse();
        ops.get(0).buffer().free();
        ops.get(1).buffer().free();
        assertEquals(inUse, cpu.pool().statistics().inUse());
        Operand other = gauss(new Random(2), DType.FLOAT32, 4096, 128);
        assertSame(expected, ops.get(2), "the last product");
        other.buffer().free();
        assertTrue(cpu.pool().statistics().inUse() < inUse - 2 * 4096 * 128 * 4);
    }

    @Test
    void operandsThatAreFreed_areNotForNewOps() {
        List<Operand> ops = pending();
        ops.get(1).buffer().free();
        Operand w = gauss(new Random(3), DType.FLOAT32, 128, 8);
        ArgandException e =
                assertThrows(
                        ArgandException.UseAfterFree.class,
                        () -> product(plain(ops.get(1)), plain(w)));
        assertTrue(e.getMessage().startsWith("matmul"), e.getMessage());
    }

    @Test
    void pipelines_ofWhichNobodyWantsAnything_areDropped() {
        List<Operand> ops = pending();
        RowPipeline p = mine();
        long inUse = cpu.pool().statistics().inUse();
        ops.get(1).buffer().free();
        assertTrue(p.isOpen());
        ops.get(2).buffer().free();
        assertFalse(p.isOpen());
        assertTrue(cpu.pool().statistics().inUse() < inUse - 4096 * 128 * 4);
    }

    @Test
    void otherThreads_findWhatIsPutOff() throws InterruptedException, ExecutionException {
        Operand expected = done();
        List<Operand> ops = pending();
        Operand w = gauss(new Random(4), DType.FLOAT32, 8, 40);
        FutureTask<Operand> there = new FutureTask<>(() -> product(plain(ops.get(2)), plain(w)));
        Thread thread = new Thread(there);
        thread.start();
        thread.join();
        assertFalse(isPutOff(ops.get(2)), "the other thread has a pipeline of its own");
        assertSame(product(plain(expected), plain(w)), there.get(), "a product made there");
    }

    @Test
    void failures_areThoseOfWhoeverNeedsTheResult() {
        List<Operand> ops = pending();
        RowPipeline p = mine();
        Operand broken = Tensors.empty(cpu, DType.FLOAT32, Shape.of(4096, 1));
        RowStage stage =
                new LastStage(() -> {
                    throw new IllegalStateException("no such luck");
                });
        synchronized (p) {
            p.lent(broken, "test");
            p.add(stage, List.of(broken), 1);
        }
        for (Operand o : List.of(broken, ops.get(2), broken)) {
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> CpuBuffer.array(o, "test"));
            assertEquals("no such luck", e.getMessage());
        }
        assertNull(RowPipeline.current(4096));
    }

    @Test
    void smallProducts_andThoseOfGreatDepthOrWidth_areNotPutOff() {
        Random random = new Random(5);
        for (int[] s :
                new int[][] {{2047, 200, 200}, {4096, 8, 8}, {4096, 300, 8}, {4096, 8, 1100}}) {
            Operand x = gauss(random, DType.FLOAT32, s[0], s[1]);
            Operand w = gauss(random, DType.FLOAT32, s[1], s[2]);
            assertFalse(isPutOff(product(plain(x), plain(w))), Arrays.toString(s));
        }
    }
}
