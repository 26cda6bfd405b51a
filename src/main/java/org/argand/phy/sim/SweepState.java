package org.argand.phy.sim;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a sweep has come: points that have ended, and at most one that has not. */
final class SweepState {
    private final SweepSettings settings;
    private final @Nullable Path file;
    private final List<BerPoint> points;

    private SweepState(SweepSettings settings, @Nullable Path file, List<BerPoint> points) {
        this.settings = settings;
        this.file = file;
        this.points = new ArrayList<>(points);
    }

    /**
     * What {@code file} holds, or the beginning if there is no such file; the beginning is written at once, so that a place
     * where nothing can be written is known before the work.
     */
    static SweepState open(SweepSettings settings, @Nullable Path file) {
        if (file == null) {
            return new SweepState(settings, null, List.of());
        }
        if (Files.exists(file)) {
            return new SweepState(settings, file, SweepFile.read(file).pointsOf(settings));
        }
        SweepState state = new SweepState(settings, file, List.of());
        state.save();
        return state;
    }

    /** Writes it, all or nothing. */
    void save() {
        if (file != null) {
            new SweepFile(settings.toMap(), points).write(file);
        }
    }

    /** Whether no point is left to be begun or gone on with. */
    boolean hasEnded() {
        return !points.isEmpty()
                && points.getLast().status() != Status.RUNNING
                && (points.size() == settings.ebnoDb().size()
                        || points.getLast().status() == Status.NO_ERRORS);
    }

    /** The point to go on with: the last, or the one after it. */
    BerPoint current() {
        if (!points.isEmpty() && points.getLast().status() == Status.RUNNING) {
            return points.getLast();
        }
        BerPoint next =
                new BerPoint(
                        settings.ebnoDb().get(points.size()),
                        Tally.NONE,
                        Status.RUNNING,
                        0,
                        settings.independentBits());
        points.add(next);
        return next;
    }

    /** Puts {@code point} in the place of {@link #current}. */
    void replace(BerPoint point) {
        points.set(points.size() - 1, point);
    }

    /** The points that have ended. */
    List<BerPoint> ended() {
        return points.stream().filter(p -> p.status() != Status.RUNNING).toList();
    }

    /** What there is to be seen. */
    BerTable table() {
        boolean interrupted = !hasEnded();
        List<BerPoint> seen = new ArrayList<>();
        for (BerPoint p : points) {
            if (p.tally().blocks() > 0) {
                seen.add(p.status() == Status.RUNNING ? p.with(Status.INTERRUPTED) : p);
            }
        }
        return new BerTable(seen, interrupted);
    }
}
