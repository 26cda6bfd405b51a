package org.argand.backend.cpu;

import java.util.LinkedHashMap;

/** The plans of the lengths used last; the tables of all of them together are bounded. */
final class FftPlans {
    /** Numbers per line, summed over the plans kept: 16 to 40 bytes of tables each. */
    private static final long LIMIT = 1 << 21;

    private static final FftPlans PLANS = new FftPlans(LIMIT);

    private final long limit;
    private final LinkedHashMap<Integer, Fft> plans = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    FftPlans(long limit) {
        this.limit = limit;
    }

    /** The plan of that length. */
    static Fft of(int n) {
        return PLANS.get(n);
    }

    /** The plan of that length, which is kept until other lengths have pushed it out. */
    Fft get(int n) {
        synchronized (this) {
            Fft known = plans.get(n);
            if (known != null) {
                return known;
            }
        }
        return keep(Fft.of(n));
    }

    /** How many plans are kept. */
    synchronized int size() {
        return plans.size();
    }

    private synchronized Fft keep(Fft made) {
        Fft other = plans.putIfAbsent(made.length(), made);
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
