package org.argand.backend.cpu;

import java.util.LinkedHashMap;
import java.util.function.IntFunction;

/** The plans of the lengths used last; the tables of all of them together are bounded. */
final class FftPlans<P extends FftPlans.Plan> {
    /** What is prepared for lines of one length. */
    interface Plan {
        /** The length n of a line. */
        int length();

        /** Numbers per line that the planes of a transform must hold, at least as many as are fetched or stored. */
        int room();
    }

    private final long limit;
    private final IntFunction<P> maker;
    private final LinkedHashMap<Integer, P> plans = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    FftPlans(long limit, IntFunction<P> maker) {
        this.limit = limit;
        this.maker = maker;
    }

    /** The plan of that length, which is kept until other lengths have pushed it out. */
    P get(int n) {
        synchronized (this) {
            P known = plans.get(n);
            if (known != null) {
                return known;
            }
        }
        return keep(maker.apply(n));
    }

    /** How many plans are kept. */
    synchronized int size() {
        return plans.size();
    }

    private synchronized P keep(P made) {
        P other = plans.putIfAbsent(made.length(), made);
        if (other != null) {
            return other;
        }
        held += made.room();
        while (held > limit && plans.size() > 1) {
            held -= plans.pollFirstEntry().getValue().room();
        }
        return made;
    }
}
