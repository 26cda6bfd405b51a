package org.argand.phy.sim;

import java.util.OptionalDouble;
import org.argand.array.ArgandException;

/** The Eb/N0 at which blocks over a link are wrong at a given rate: what two links are compared by. */
public final class RequiredEbNo {
    private RequiredEbNo() {}

    /** How many resolutions the first steps are apart. */
    private static final int STRIDE = 4;

    /** A point and log₁₀ of its block error rate. */
    private record Point(double ebnoDb, double log) {
        /** Where the line through both has that height. */
        double crossing(Point other, double height) {
            return ebnoDb + (other.ebnoDb - ebnoDb) * (log - height) / (log - other.log);
        }
    }

    /**
     * Walks from {@code start} until the block error rate falls through {@code bler}, halves what lies between the last two
     * points until they are {@code resolution} apart, and takes log₁₀ of the rate for linear between them.
     *
     * @param simulation of the link; its rule says how exactly each point is known
     * @param start Eb/N0 in dB; a point of too many errors costs little, so better too low
     * @param resolution in dB, above 0; the walk goes by four times as much
     * @param reach how far to walk at most, in dB
     * @return in dB, nothing if it is not reached or the simulation was interrupted
     */
    public static OptionalDouble at(
            Simulation simulation, double bler, double start, double resolution, double reach) {
        double step = STRIDE * resolution;
        if (!(bler > 0 && bler < 1 && resolution > 0 && reach >= step)) {
            throw new ArgandException.InvalidArgument(
                    "requiredEbNo",
                    "a block error rate of " + bler + ", steps of " + step + " up to " + reach);
        }
        double height = Math.log10(bler);
        Point here = point(simulation, start);
        double direction = here.log > height ? step : -step;
        for (int k = 1; k <= reach / step && !Double.isNaN(here.log); k++) {
            Point next = point(simulation, start + k * direction);
            if ((next.log > height) != (here.log > height)) {
                return halved(simulation, height, here, next, resolution);
            }
            here = next;
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble halved(
            Simulation simulation, double height, Point first, Point second, double resolution) {
        Point a = first;
        Point b = second;
        while (Math.abs(b.ebnoDb - a.ebnoDb) > 1.5 * resolution) {
            Point middle = point(simulation, (a.ebnoDb + b.ebnoDb) / 2);
            if ((middle.log > height) == (a.log > height)) {
                a = middle;
            } else {
                b = middle;
            }
        }
        double found = a.crossing(b, height);
        return Double.isNaN(found) ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    /** Half a block where none was wrong; NaN if the point was interrupted. */
    private static Point point(Simulation simulation, double ebnoDb) {
        BerTable table = simulation.run(ebnoDb);
        if (table.interrupted()) {
            return new Point(ebnoDb, Double.NaN);
        }
        Tally tally = table.points().getFirst().tally();
        return new Point(ebnoDb, Math.log10(Math.max(tally.blockErrors(), 0.5) / tally.blocks()));
    }
}
