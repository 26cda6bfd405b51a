package org.argand.backend.cuda;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.argand.array.ArgandException;
import org.argand.array.Device;
import org.jspecify.annotations.Nullable;

/**
 * One life of a GPU: its primary context with memory, code and streams, until a failure that only a reset mends.
 *
 * <p>After such a failure everything in the context is gone; the backend opens another one, and the buffers of this one
 * answer with what happened.
 */
final class CudaContext {
    /** Codes after which a context answers every call with the same code: faults of kernels, of memory, of the device. */
    private static final Set<Integer> FATAL =
            Set.of(
                    46, 214, 219, 220, 300, 301, 700, 702, 709, 710, 713, 714, 715, 716, 717, 718,
                    719, 721, 999);

    private static final ThreadLocal<@Nullable CudaContext> CURRENT = new ThreadLocal<>();

    private final Device device;
    private final CudaDriver.Properties properties;
    private final CudaDriver.Context handle = new CudaDriver.Context();
    private final CudaMemory memory;
    private final CudaModules modules;
    private final ThreadLocal<CudaStream> stream = ThreadLocal.withInitial(this::takeStream);
    private final List<Lease> streams = new ArrayList<>();
    private final AtomicReference<@Nullable String> loss = new AtomicReference<>();

    /** A stream and the thread that has it. */
    private record Lease(CudaStream stream, WeakReference<Thread> thread) {}

    /** Opens the device; {@code limit} bounds the bytes that it may hold. */
    CudaContext(Device device, long limit) {
        this.device = device;
        this.properties = CudaDriver.properties(device.index());
        check("device", CudaDriver.retain(device.index(), handle));
        this.memory = new CudaMemory(this, Math.min(limit, properties.bytes()));
        this.modules = new CudaModules(this);
    }

    Device device() {
        return device;
    }

    CudaDriver.Properties properties() {
        return properties;
    }

    CudaMemory memory() {
        return memory;
    }

    CudaModules modules() {
        return modules;
    }

    /** The stream of this thread, with this context made current. */
    CudaStream stream() {
        makeCurrent();
        return stream.get();
    }

    /** Makes this the context that the driver's calls of this thread mean. */
    void makeCurrent() {
        checkAlive("device");
        if (CURRENT.get() != this) {
            check("device", CudaDriver.setCurrent(handle));
            CURRENT.set(this);
        }
    }

    /** A new stream, or that of a thread that has ended, with the memory it kept. */
    private synchronized CudaStream takeStream() {
        WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
        for (int k = 0; k < streams.size(); k++) {
            Thread owner = streams.get(k).thread.get();
            if (owner == null || !owner.isAlive()) {
                streams.set(k, new Lease(streams.get(k).stream, thread));
                return streams.get(k).stream;
            }
        }
        CudaStream fresh = new CudaStream(this);
        streams.add(new Lease(fresh, thread));
        return fresh;
    }

    /** Whether a failure has ended this life of the device. */
    boolean isLost() {
        return loss.get() != null;
    }

    /** Refuses to go on after the device was lost. */
    void checkAlive(String op) {
        String reason = loss.get();
        if (reason != null) {
            throw new ArgandException.DeviceUnavailable(
                    op, "what was on " + device + " is lost: " + reason);
        }
    }

    /** Does nothing for success; otherwise the one error that says what the driver answered. */
    void check(String op, int code) {
        if (code == CudaDriver.SUCCESS) {
            return;
        }
        String text = CudaDriver.text(code);
        if (FATAL.contains(code)) {
            lose(op + " answered " + text);
            throw new ArgandException.DeviceFailure(
                    op, device + " answered " + text + "; everything on it is lost");
        }
        if (code == CudaDriver.OUT_OF_MEMORY) {
            throw new ArgandException.OutOfMemory(op, device + " answered " + text);
        }
        throw new ArgandException.DeviceFailure(op, device + " answered " + text);
    }

    /** Ends this life of the device, once: the driver forgets all of it. */
    private void lose(String reason) {
        if (loss.compareAndSet(null, reason)) {
            memory.forget();
            CURRENT.remove();
            CudaDriver.reset(device.index());
        }
    }

    /** Gives everything back to the driver. */
    void close() {
        if (!isLost()) {
            makeCurrent();
            synchronized (this) {
                streams.forEach(l -> l.stream.close());
            }
            memory.trim();
            lose("it was closed");
        }
    }
}
