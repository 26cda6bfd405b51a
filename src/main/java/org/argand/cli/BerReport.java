package org.argand.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.argand.phy.sim.BerPoint;
import org.argand.phy.sim.BerTable;
import org.argand.phy.sim.ConfidenceInterval;
import org.argand.plot.CurveFigure;

/** The figure of a sweep. */
final class BerReport {
    private static final int THEORY_POINTS = 121;

    private BerReport() {}

    /** Draws the rates that are above zero, with their intervals, and the reference down to where they end. */
    static void plot(BerTable table, BerSubject subject, Path file) {
        CurveFigure figure = new CurveFigure(subject.name(), "Eb/N0 in dB", "error rate");
        figure.logarithmic();
        List<BerPoint> points =
                table.points().stream().filter(p -> p.tally().bitErrors() > 0).toList();
        if (!points.isEmpty()) {
            measured(figure, "BER", points, BerPoint::ber, BerPoint::berInterval);
            if (subject.coded()) {
                measured(figure, "BLER", points, BerPoint::bler, BerPoint::blerInterval);
            }
        }
        subject.reference().ifPresent(theory -> theory(figure, theory, table.points()));
        figure.write(file);
    }

    private static void measured(
            CurveFigure figure,
            String label,
            List<BerPoint> points,
            ToDoubleFunction<BerPoint> rate,
            Function<BerPoint, ConfidenceInterval> interval) {
        figure.measured(
                label + " with its 95 % interval",
                points.stream().mapToDouble(BerPoint::ebnoDb).toArray(),
                points.stream().mapToDouble(rate).toArray(),
                points.stream().mapToDouble(p -> interval.apply(p).low()).toArray(),
                points.stream().mapToDouble(p -> interval.apply(p).high()).toArray());
    }

    private static void theory(
            CurveFigure figure, BerSubject.Theory theory, List<BerPoint> points) {
        if (points.isEmpty()) {
            return;
        }
        DoubleStream measured = points.stream().filter(p -> p.ber() > 0).mapToDouble(BerPoint::ber);
        double floor = measured.min().orElse(1e-6) / 10;
        double from = points.getFirst().ebnoDb();
        double step = (points.getLast().ebnoDb() - from) / (THEORY_POINTS - 1);
        List<double[]> curve =
                IntStream.range(0, THEORY_POINTS)
                        .mapToObj(k -> from + k * step)
                        .map(e -> new double[] {e, theory.ber().applyAsDouble(e)})
                        .filter(c -> c[1] > floor)
                        .toList();
        if (!curve.isEmpty()) {
            figure.reference(
                    theory.name(),
                    curve.stream().mapToDouble(c -> c[0]).toArray(),
                    curve.stream().mapToDouble(c -> c[1]).toArray());
        }
    }
}
