package org.argand.backend.cuda;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.argand.array.ArgandException;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one thread on one device: what the thread asks for runs in order, without the thread waiting.
 *
 * <p>Work of one stream sees what another stream wrote only after {@link #await(CudaStream, long)}; buffers call that. A
 * kernel that meets bad data writes it to the {@link #report()}, which the thread reads when it next waits.
 */
final class CudaStream {
    /** What a kernel reports: whether anything, the index, the extent, and who. */
    private static final int REPORT_WORDS = 4;

    private final CudaContext context;
    private final CudaDriver.Stream handle = new CudaDriver.Stream();
    private final CudaDriver.Event event = new CudaDriver.Event();
    private final Launch launch;
    private final Staging staging;
    private final MemorySegment report;
    private final long reportOnDevice;
    private @Nullable Cublas cublas;
    private @Nullable CudaFftPlans plans;
    private volatile @Nullable CudaGraph capturing;

    /** How much had been queued here; what others have waited for. */
    private volatile long queued;

    private final Map<CudaStream, Long> awaited = new WeakHashMap<>();

    CudaStream(CudaContext context) {
        this.context = context;
        context.check("stream", CudaDriver.createStream(handle));
        context.check("stream", CudaDriver.createEvent(event));
        this.launch = new Launch(this);
        this.staging = new Staging(this);
        long[] address = new long[1];
        long bytes = REPORT_WORDS * JAVA_LONG.byteSize();
        context.check("stream", CudaDriver.allocatePinned(bytes, address));
        this.report = MemorySegment.ofAddress(address[0]).reinterpret(bytes).fill((byte) 0);
        context.check("stream", CudaDriver.deviceAddress(report.address(), address));
        this.reportOnDevice = address[0];
    }

    CudaContext context() {
        return context;
    }

    CudaDriver.Stream handle() {
        return handle;
    }

    /** Where kernels report an index out of range, as an address on the device. */
    long report() {
        return reportOnDevice;
    }

    /** The host side of copies to and from the device. */
    Staging staging() {
        return staging;
    }

    /** The matrix products of this stream. */
    Cublas cublas() {
        Cublas known = cublas;
        if (known == null) {
            known = new Cublas(this);
            cublas = known;
        }
        return known;
    }

    /** The Fourier transforms of this stream. */
    CudaFftPlans plans() {
        CudaFftPlans known = plans;
        if (known == null) {
            known = new CudaFftPlans(this);
            plans = known;
        }
        return known;
    }

    /** Lets go of the plans, which then belong to the caller; empty if there are none. */
    Optional<CudaFftPlans> cedePlans() {
        Optional<CudaFftPlans> ceded = Optional.ofNullable(plans);
        plans = null;
        return ceded;
    }

    /** What is queued goes into that graph from now on, or to the device again. */
    void capture(@Nullable CudaGraph into) {
        capturing = into;
    }

    /** The graph that is being captured here. */
    Optional<CudaGraph> capturing() {
        return Optional.ofNullable(capturing);
    }

    /** Refuses what a graph cannot repeat. */
    void refuseInCapture(String fact) {
        if (capturing != null) {
            throw new ArgandException.InvalidArgument("capture", fact);
        }
    }

    /** Begins the launch of a kernel. */
    Launch launch(CudaDriver.Function function) {
        return launch.begin(function);
    }

    /** Counts work that was queued; the number of it. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the thread of the stream queues.
    long queue() {
        return ++queued;
    }

    /** The number of the newest work queued here. */
    long queued() {
        return queued;
    }

    /** Makes later work here wait for work number {@code work} of {@code other}. */
    void await(CudaStream other, long work) {
        if (other == this) {
            return;
        }
        synchronized (awaited) {
            if (awaited.getOrDefault(other, 0L) >= work) {
                return;
            }
            long now = other.queued();
            synchronized (other.event) {
                context.check("stream", CudaDriver.record(other.event, other.handle));
                context.check("stream", CudaDriver.await(handle, other.event));
            }
            awaited.put(other, now);
        }
    }

    /** Throws what has happened to the device, if that is why a library's call failed. */
    void checkSound(String op) {
        if (capturing == null) {
            context.check(op, CudaDriver.synchronise(handle));
        }
    }

    /** Waits for everything queued here, and throws what kernels have reported. */
    void synchronise(String op) {
        refuseInCapture(op + " waits for the device");
        context.check(op, CudaDriver.synchronise(handle));
        if (report.getAtIndex(JAVA_LONG, 0) != 0) {
            long index = report.getAtIndex(JAVA_LONG, 1);
            long extent = report.getAtIndex(JAVA_LONG, 2);
            String who = CudaIndexing.reporter(report.getAtIndex(JAVA_LONG, 3));
            report.fill((byte) 0);
            throw new ArgandException.InvalidArgument(
                    who,
                    "index "
                            + index
                            + " is outside an axis of extent "
                            + extent
                            + ", found on "
                            + context.device()
                            + " when "
                            + op
                            + " waited for it");
        }
    }

    /** Gives pinned memory back. */
    void close() {
        CudaDriver.synchronise(handle);
        if (cublas != null) {
            cublas.close();
        }
        cedePlans().ifPresent(CudaFftPlans::close);
        staging.close();
        CudaDriver.freePinned(report.address());
    }
}
