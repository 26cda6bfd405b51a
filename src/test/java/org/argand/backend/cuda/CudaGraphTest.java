package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend.Matrix;
import org.argand.backend.Buffer;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.tensor.Holomorphic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain of a pointwise program, a product, a transform and a sum, recorded once and run again on other numbers. */
class CudaGraphTest {
    private static final Shape SQUARE = Shape.of(8, 8);
    private static final DType TYPE = DType.COMPLEX64;

    private CudaBackend gpu;
    private Operand x;
    private Operand sum;

    @BeforeEach
    void operands() {
        SoftwareDevice.assume();
        gpu = SoftwareDevice.backend();
        x = fresh(SQUARE);
        sum = fresh(Shape.of(1, 8));
    }

    private Operand fresh(Shape shape) {
        return new Operand(gpu.allocate(TYPE, shape.size()), Layout.contiguous(shape));
    }

    /** The chain; what it takes on the way it frees. */
    private void chain() {
        Operand y = fresh(SQUARE);
        Operand z = fresh(SQUARE);
        Program.Input input = new Program.Input(TYPE);
        Program exp =
                new Program(
                        List.of(input),
                        List.of(new Program.Instruction(Holomorphic.EXP, TYPE, List.of(0))),
                        List.of(1));
        Program same = new Program(List.of(input), List.of(), List.of(0));
        gpu.run(exp, bindings(x), List.of(y));
        gpu.matmul(new Matrix(y, true), new Matrix(x, false), z);
        gpu.fft(z, 0, false, 0.5, y);
        gpu.reduce(Fold.SUM, same, bindings(y), new int[] {0}, sum);
        y.buffer().free();
        z.buffer().free();
    }

    private static Program.Bindings bindings(Operand input) {
        return new Program.Bindings(input.shape(), List.of(input), List.of(), List.of());
    }

    private void fill(Buffer buffer, long seed) {
        Random random = new Random(seed);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(buffer.length() * TYPE.bytes(), 16);
            for (long i = 0; i < 2 * buffer.length(); i++) {
                memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextGaussian());
            }
            gpu.write(memory, buffer, 0);
        }
    }

    private float[] read() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(sum.shape().size() * TYPE.bytes(), 16);
            gpu.read(sum.buffer(), 0, memory);
            return memory.toArray(ValueLayout.JAVA_FLOAT);
        }
    }

    private CudaMemory.Statistics memory() {
        return gpu.context().memory().statistics();
    }

    @Test
    void recordedChain_runsAgainOnOtherNumbers() {
        fill(x.buffer(), 0);
        chain();
        try (CudaGraph graph = CudaGraph.capture(gpu.context(), this::chain)) {
            for (int seed = 1; seed < 5; seed++) {
                fill(x.buffer(), seed);
                // What others take and write meanwhile is not the graph's.
                Operand other = fresh(SQUARE);
                fill(other.buffer(), -seed);
                chain();
                float[] wants = read();
                fill(sum.buffer(), 9);
                graph.launch();
                assertArrayEquals(wants, read());
                other.buffer().free();
            }
        }
        fill(x.buffer(), 6);
        chain();
        assertEquals(16, read().length);
    }

    @Test
    void memoryOfTheGraph_isGivenBackWhenItIsClosed() {
        fill(x.buffer(), 0);
        chain();
        CudaGraph graph = CudaGraph.capture(gpu.context(), this::chain);
        graph.launch();
        gpu.context().memory().trim();
        long whileOpen = SoftwareDevice.liveBytes();
        graph.close();
        graph.close();
        gpu.context().memory().trim();
        CudaMemory.Statistics after = memory();
        assertEquals(0, after.cached());
        assertTrue(SoftwareDevice.liveBytes() < whileOpen);
        assertThrows(ArgandException.InvalidArgument.class, graph::launch);
    }

    @Test
    void readWithinACapture_isOneErrorAndEndsIt() {
        fill(x.buffer(), 0);
        ArgandException e =
                assertThrows(
                        ArgandException.InvalidArgument.class,
                        () ->
                                CudaGraph.capture(
                                        gpu.context(),
                                        () -> {
                                            chain();
                                            read();
                                        }));
        assertEquals("capture: read brings numbers back to the host", e.getMessage());
        chain();
        assertEquals(16, read().length);
    }

    @Test
    void writeWithinACapture_isAnError() {
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> CudaGraph.capture(gpu.context(), () -> fill(x.buffer(), 1)));
    }
}
