package org.argand.backend.cuda;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.argand.array.DType;
import org.jspecify.annotations.Nullable;

/**
 * The plans of Fourier transforms of one stream, the latest few, and the memory that all of them work in: transforms of one
 * stream come one after the other.
 */
final class CudaFftPlans implements AutoCloseable {
    /** How many plans are kept. */
    private static final int MOST = 64;

    private final CudaStream stream;
    private final Map<Cufft.Key, Cufft> plans = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable CudaBuffer workArea;

    CudaFftPlans(CudaStream stream) {
        this.stream = stream;
    }

    /** Queues the transforms from address {@code in} to address {@code out}. */
    void execute(Cufft plan, long in, long out, boolean inverse) {
        plan.execute(in, out, inverse, workArea == null ? 0 : workArea.use(stream));
    }

    /** The plan for that key, which can be executed until another one is asked for. */
    Cufft plan(Cufft.Key key) throws Cufft.Refused {
        Cufft plan = plans.get(key);
        if (plan == null) {
            plan = new Cufft(stream, key);
            plans.put(key, plan);
            makeRoom();
        }
        reserve(plan.workBytes());
        return plan;
    }

    /** How many plans there are. */
    int size() {
        return plans.size();
    }

    /** Destroys the plans that were not used for longest; what is being captured may use any of them later. */
    private void makeRoom() {
        if (plans.size() <= MOST || stream.capturing().isPresent()) {
            return;
        }
        stream.synchronise("fft");
        Iterator<Cufft> oldest = plans.values().iterator();
        while (plans.size() > MOST) {
            oldest.next().close();
            oldest.remove();
        }
    }

    private void reserve(long bytes) {
        CudaBuffer area = workArea;
        if (bytes == 0 || (area != null && area.length() >= bytes)) {
            return;
        }
        // What is queued before uses the old one still: the stream gives it to later work only.
        if (area != null) {
            area.free();
            workArea = null;
        }
        workArea = new CudaBuffer(stream, DType.BOOL, bytes);
    }

    /** Destroys all plans; their transforms must be done. */
    @Override
    public void close() {
        plans.values().forEach(Cufft::close);
        plans.clear();
        if (workArea != null) {
            workArea.free();
            workArea = null;
        }
    }
}
