package org.argand.phy.sim;

import java.util.List;

/** Whoever watches a sweep and may stop it; called by the thread that runs it. */
public interface SweepMonitor {
    /** Nobody. */
    SweepMonitor NONE = new SweepMonitor() {};

    /** Told once, before any batch, which points had ended in an earlier run. */
    default void resumed(List<BerPoint> ended) {}

    /** Told after every batch; the point has ended if its status is not {@link Status#RUNNING}. */
    default void progress(BerPoint point) {}

    /** Asked before every batch; what was counted until then is saved and kept. */
    default boolean stopRequested() {
        return false;
    }
}
