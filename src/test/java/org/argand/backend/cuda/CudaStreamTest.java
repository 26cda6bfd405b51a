package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.backend.Buffer;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of threads, what they wait for, and copies between host and device. */
class CudaStreamTest {
    private Device before;

    @BeforeEach
    void device() {
        SoftwareDevice.assume();
        before = Engine.device();
        Engine.setDevice(Device.cuda(0));
    }

    @AfterEach
    void restore() {
        if (before != null) {
            Engine.setDevice(before);
        }
    }

    private static <T> T elsewhere(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = Thread.ofPlatform().start(task);
        T result = task.get();
        thread.join();
        return result;
    }

    @Test
    void thread_keepsItsStreamAndAnotherHasItsOwn() throws Exception {
        CudaContext context = SoftwareDevice.backend().context();
        CudaStream mine = context.stream();
        assertSame(mine, context.stream());
        assertNotSame(mine, elsewhere(context::stream));
    }

    @Test
    void endedThreads_leaveTheirStreamsToOthers() throws Exception {
        CudaContext context = SoftwareDevice.backend().context();
        List<CudaStream> streams = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            streams.add(elsewhere(context::stream));
        }
        assertTrue(streams.stream().distinct().count() < 5, "five threads after each other");
    }

    @Test
    void tensorOfAnotherThread_isReadWhenItIsThere() throws Exception {
        Tensor x = elsewhere(() -> chain(Tensor.ones(DType.FLOAT32, Shape.of(5000))));
        double[] here = x.sum().toDoubles();
        double[] there = elsewhere(() -> x.add(1).sum().toDoubles());
        assertArrayEquals(new double[] {5000 * 8}, here);
        assertArrayEquals(new double[] {5000 * 9}, there);
    }

    /** 8·x, on the way to which much is queued. */
    private static Tensor chain(Tensor x) {
        Tensor y = x;
        for (int k = 0; k < 3; k++) {
            y = y.add(y).copied();
        }
        return y;
    }

    @Test
    void manyThreads_giveWhatOneGives() throws Exception {
        Tensor x = Tensor.of(IntStream.range(0, 999).asDoubleStream().toArray());
        List<FutureTask<Double>> tasks = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            FutureTask<Double> task =
                    new FutureTask<>(() -> {
                        double sum = 0;
                        for (int k = 0; k < 20; k++) {
                            sum += chain(x).sum().item();
                        }
                        return sum;
                    });
            tasks.add(task);
            Thread.ofPlatform().start(task);
        }
        for (FutureTask<Double> task : tasks) {
            assertEquals(20 * 8 * 999 * 998 / 2.0, task.get());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 1_500_001})
    void copies_ofAnySizeComeBack(int length) {
        CudaBackend backend = SoftwareDevice.backend();
        float[] values = new float[length];
        for (int k = 0; k < length; k++) {
            values[k] = k + 0.5f;
        }
        Buffer buffer = backend.allocate(DType.FLOAT32, length);
        backend.write(MemorySegment.ofArray(values), buffer, 0);
        float[] back = new float[length];
        backend.read(buffer, 0, MemorySegment.ofArray(back));
        assertArrayEquals(values, back);
        if (length > 3) {
            float[] part = new float[2];
            backend.read(buffer, length - 3, MemorySegment.ofArray(part));
            assertArrayEquals(new float[] {values[length - 3], values[length - 2]}, part);
            assertThrows(
                    ArgandException.InvalidArgument.class,
                    () -> backend.read(buffer, length - 1, MemorySegment.ofArray(part)));
        }
        buffer.free();
    }

    @Test
    void badIndex_isReportedWhenSomebodyWaits() {
        Tensor x = Tensor.of(1.0, 2, 3);
        Tensor bad = x.gather(Tensor.of(0L, 7, 9), 0);
        ArgandException e = assertThrows(ArgandException.InvalidArgument.class, bad::toDoubles);
        assertEquals("gather", e.op());
        assertTrue(e.getMessage().contains("is outside an axis of extent 3"), e.getMessage());
        assertArrayEquals(new double[] {3, 1}, x.gather(Tensor.of(2L, 0), 0).toDoubles());
    }

    @Test
    void lostDevice_saysSoAndCanBeUsedAgain() {
        Tensor x = Tensor.of(1.0, 2, 3);
        SoftwareDevice.inject(SoftwareDevice.Fault.LAUNCH, 0, 719);
        ArgandException failed =
                assertThrows(ArgandException.DeviceFailure.class, () -> x.add(1).toDoubles());
        assertTrue(failed.getMessage().contains("CUDA_ERROR_LAUNCH_FAILED"), failed.getMessage());
        ArgandException gone =
                assertThrows(ArgandException.DeviceUnavailable.class, () -> x.add(2).toDoubles());
        assertTrue(gone.getMessage().contains("what was on cuda:0 is lost"), gone.getMessage());
        assertArrayEquals(new double[] {2, 3, 4}, Tensor.of(1.0, 2, 3).add(1).toDoubles());
    }

    @Test
    void step_waitsForNothing() {
        Tensor x = Tensor.of(1.0, 2, 3, 4);
        x.add(1).sum().item();
        long waits = SoftwareDevice.synchronisations();
        Tensor y = chain(x).mul(x).sum().add(1).copied();
        assertEquals(waits, SoftwareDevice.synchronisations());
        assertEquals(8 * 30 + 1, y.item());
    }
}
