package org.argand.backend.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.argand.array.DType;
import org.argand.array.Device;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a launch of seven parameters costs before the driver: JCuda's natives over a driver that does nothing.
 *
 * <p>{@code JMH_OPTS="-prof gc" benchmarks/run.sh launch} also shows that it makes no garbage.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LaunchBenchmark {
    private static final int THREADS = 32;

    private final CudaDriver.Function function = start();
    private CudaStream stream;
    private CudaBuffer a;
    private CudaBuffer b;
    private CudaBuffer c;

    /** Before any class of JCuda is loaded: brings in the driver that benchmarks/run.sh has built. */
    private static CudaDriver.Function start() {
        Path driver = Path.of("target/quick/native/nulldriver/libcuda.so.1").toAbsolutePath();
        if (!Files.exists(driver)) {
            throw new IllegalStateException("no " + driver + "; see native/build.sh");
        }
        System.setProperty("argand.cuda.driver", driver.toString());
        if (Natives.load() instanceof Natives.Absent absent) {
            throw new IllegalStateException(absent.reason());
        }
        CudaDriver.start();
        return new CudaDriver.Function();
    }

    @Setup
    public void open() {
        stream = new CudaContext(Device.cuda(0), Long.MAX_VALUE).stream();
        a = new CudaBuffer(stream, DType.COMPLEX64, THREADS);
        b = new CudaBuffer(stream, DType.COMPLEX64, THREADS);
        c = new CudaBuffer(stream, DType.COMPLEX64, THREADS);
    }

    /** Three buffers, three numbers of 64 bits and one of 32. */
    @Benchmark
    public void launch() {
        stream.launch(function)
                .pointer(a, 0)
                .pointer(b, 0)
                .pointer(c, 0)
                .i64(THREADS)
                .i64(1)
                .i64(1)
                .i32(0)
                .run("launch", 1, THREADS);
    }
}
