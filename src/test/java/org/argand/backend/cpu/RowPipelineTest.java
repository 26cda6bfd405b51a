package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ops that are put off: the same bits as of ops that are not, whatever becomes of their operands meanwhile. */
class RowPipelineTest {
    private final CpuBackend cpu = new CpuBackend();
    private final int threads = Workers.threads();

    @AfterEach
    void restoreThreads() {
        Workers.setThreads(threads);
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
            RowScript now = new RowScript(cpu, seed, dtype, rows, false);
            RowScript later = new RowScript(cpu, seed, dtype, rows, true);
            List<Operand> expected = now.run();
            List<Operand> actual = later.run();
            assertTrue(later.putOff() >= 10, later.putOff() + " ops were put off");
            for (int k = 0; k < expected.size(); k++) {
                assertSame(expected.get(k), actual.get(k), "op " + k + " of script " + seed);
            }
            now.free();
            later.free();
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
        Operand x = RowScript.gauss(cpu, random, DType.FLOAT32, 4096, 128);
        Operand h =
                RowScript.product(
                        cpu,
                        RowScript.plain(x),
                        RowScript.plain(RowScript.gauss(cpu, random, DType.FLOAT32, 128, 128)));
        Operand y =
                RowScript.product(
                        cpu,
                        RowScript.plain(h),
                        RowScript.plain(RowScript.gauss(cpu, random, DType.FLOAT32, 128, 8)));
        assertTrue(RowScript.isPutOff(h) && RowScript.isPutOff(y));
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
        Operand other = RowScript.gauss(cpu, new Random(2), DType.FLOAT32, 4096, 128);
        assertSame(expected, ops.get(2), "the last product");
        other.buffer().free();
        assertTrue(cpu.pool().statistics().inUse() < inUse - 2 * 4096 * 128 * 4);
    }

    @Test
    void operandsThatAreFreed_areNotForNewOps() {
        List<Operand> ops = pending();
        ops.get(1).buffer().free();
        Operand w = RowScript.gauss(cpu, new Random(3), DType.FLOAT32, 128, 8);
        ArgandException e =
                assertThrows(
                        ArgandException.UseAfterFree.class,
                        () ->
                                RowScript.product(
                                        cpu, RowScript.plain(ops.get(1)), RowScript.plain(w)));
        assertTrue(e.getMessage().startsWith("matmul"), e.getMessage());
    }

    @Test
    void pipelines_ofWhichNobodyWantsAnything_areDropped() {
        List<Operand> ops = pending();
        RowPipeline p = mine();
        long inUse = cpu.pool().statistics().inUse();
        ops.get(1).buffer().free();
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
        Operand w = RowScript.gauss(cpu, new Random(4), DType.FLOAT32, 8, 40);
        FutureTask<Operand> there =
                new FutureTask<>(() ->
                        RowScript.product(cpu, RowScript.plain(ops.get(2)), RowScript.plain(w)));
        Thread thread = new Thread(there);
        thread.start();
        thread.join();
        assertFalse(RowScript.isPutOff(ops.get(2)), "the other thread has a pipeline of its own");
        assertSame(
                RowScript.product(cpu, RowScript.plain(expected), RowScript.plain(w)),
                there.get(),
                "a product made there");
    }

    /** Adds an op that is done when all rows are there, and says that it writes what is returned. */
    private Operand add(Runnable op) {
        Operand result = Tensors.empty(cpu, DType.FLOAT32, Shape.of(4096, 1));
        RowPipeline p = mine();
        assertTrue(
                p.takes(() -> {
                    p.lent(result, "test");
                    p.add(new LastStage(op), op, List.of(result), 1);
                    return true;
                }));
        return result;
    }

    @Test
    void failures_areThoseOfWhoeverNeedsTheResult_andAllIsDoneAgain() {
        Operand expected = done();
        List<Operand> ops = pending();
        int[] attempts = {0};
        Operand broken =
                add(() -> {
                    attempts[0]++;
                    if (attempts[0] <= 3) {
                        throw new IllegalStateException("no such luck");
                    }
                });
        for (Operand o : List.of(broken, ops.get(2), broken)) {
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> CpuBuffer.array(o, "test"));
            assertEquals("no such luck", e.getMessage());
        }
        assertNull(RowPipeline.current(4096));
        assertSame(expected, ops.get(2), "the last product, in the end");
        assertFalse(RowScript.isPutOff(broken));
    }

    @Test
    void free_doesNotWaitForOtherThreads() throws InterruptedException {
        List<Operand> ops = pending();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch freed = new CountDownLatch(1);
        Operand last =
                add(() -> {
                    begun.countDown();
                    try {
                        assertTrue(freed.await(1, TimeUnit.MINUTES), "free waits");
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        FutureTask<Object> reader = new FutureTask<>(() -> CpuBuffer.array(last, "test"));
        new Thread(reader).start();
        begun.await();
        ops.get(2).buffer().free();
        freed.countDown();
        assertDoesNotThrow(() -> reader.get());
    }

    @Test
    void pipelinesOfOtherThreads_areDoneWhereMemoryIsShort() throws InterruptedException {
        Operand expected = done();
        List<Operand> there = new ArrayList<>();
        Thread thread = new Thread(() -> there.addAll(pending()));
        thread.start();
        thread.join();
        List<Operand> here = pending();
        RowPipeline.finishAll();
        assertFalse(RowScript.isPutOff(there.get(2)) || RowScript.isPutOff(here.get(2)));
        assertSame(expected, there.get(2), "a product of another thread");
    }

    /** Rows of a part of a buffer, and those after them, which somebody else has written. */
    @Test
    void rowsThatAreNotThoseOfTheProduct_areReadWhenAllAreThere() {
        List<Operand> ops = pending();
        Operand many = RowScript.gauss(cpu, new Random(6), DType.FLOAT32, 6000, 8);
        Operand part = RowScript.view(many, many.layout().sliced(0, 500, 4096, 1));
        Program copy = Program.copy(DType.FLOAT32);
        cpu.run(copy, RowScript.bindings(part.shape(), ops.get(2)), List.of(part));
        assertTrue(RowScript.isPutOff(part));
        Operand next = RowScript.view(many, many.layout().sliced(0, 501, 4096, 1));
        Operand read = Tensors.empty(cpu, DType.FLOAT32, part.shape());
        cpu.run(copy, RowScript.bindings(part.shape(), next), List.of(read));
        float[] from = (float[]) CpuBuffer.array(many, "test");
        float[] to = (float[]) CpuBuffer.array(read, "test");
        assertTrue(Arrays.equals(from, 501 * 8, 4597 * 8, to, 0, 4096 * 8));
    }

    /** As a concatenation is written. */
    @Test
    void buffersThatAreWrittenPieceByPiece_areWrittenWhole() {
        Operand y = pending().get(2);
        Operand both = Tensors.empty(cpu, DType.FLOAT32, Shape.of(8192, 8));
        for (int k = 0; k < 2; k++) {
            Operand piece = RowScript.view(both, both.layout().sliced(0, 4096 * k, 4096, 1));
            cpu.run(Program.copy(DType.FLOAT32), RowScript.bindings(y.shape(), y), List.of(piece));
        }
        float[] from = (float[]) CpuBuffer.array(y, "test");
        float[] to = (float[]) CpuBuffer.array(both, "test");
        for (int k = 0; k < 2; k++) {
            int at = 4096 * 8 * k;
            assertTrue(Arrays.equals(from, 0, 4096 * 8, to, at, at + 4096 * 8), "piece " + k);
        }
    }

    @Test
    void smallProducts_andThoseOfNoneOrGreatDepthOrWidth_areNotPutOff() {
        Random random = new Random(5);
        for (int[] s :
                new int[][] {
                    {2047, 200, 200}, {4096, 8, 8}, {4096, 300, 8}, {4096, 8, 1100}, {4096, 0, 200}
                }) {
            Operand x = RowScript.gauss(cpu, random, DType.FLOAT32, s[0], s[1]);
            Operand w = RowScript.gauss(cpu, random, DType.FLOAT32, s[1], s[2]);
            assertFalse(
                    RowScript.isPutOff(
                            RowScript.product(cpu, RowScript.plain(x), RowScript.plain(w))),
                    Arrays.toString(s));
        }
    }
}
