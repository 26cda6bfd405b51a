package org.argand.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import org.argand.array.ArgandException;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves over a common axis, such as a loss over steps. */
public final class CurveFigure extends Figure {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;

    /** A figure without a curve. */
    public CurveFigure(String title, String xLabel, String yLabel) {
        super(title, xLabel, yLabel, WIDTH, HEIGHT);
    }

    /** Puts the vertical axis on a logarithmic scale. */
    public CurveFigure logarithmic() {
        chart.getStyler().setYAxisLogarithmic(true);
        return this;
    }

    /** Adds the line through {@code (x[k], y[k])}. */
    public CurveFigure curve(String label, double[] x, double[] y) {
        add(label, x, y).setLineStyle(new BasicStroke(1.8f));
        return this;
    }

    /** Adds a dashed line through {@code (x[k], y[k])}, to compare with. */
    public CurveFigure reference(String label, double[] x, double[] y) {
        float[] dashes = {6, 4};
        add(label, x, y)
                .setLineStyle(
                        new BasicStroke(
                                1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
        return this;
    }

    /** Adds a dashed level across, from {@code from} to {@code to}. */
    public CurveFigure level(String label, double from, double to, double y) {
        return reference(label, new double[] {from, to}, new double[] {y, y});
    }

    /** Adds points {@code (x[k], y[k])}, joined by a line, each with its interval from {@code low[k]} to {@code high[k]}. */
    public CurveFigure measured(String label, double[] x, double[] y, double[] low, double[] high) {
        XYSeries points = add(label, x, y);
        points.setLineStyle(new BasicStroke(1.2f));
        points.setMarker(SeriesMarkers.CIRCLE);
        for (int k = 0; k < x.length; k++) {
            String name = label + " at " + x[k];
            XYSeries bar = add(name, new double[] {x[k], x[k]}, new double[] {low[k], high[k]});
            bar.setLineColor(points.getLineColor());
            bar.setLineStyle(new BasicStroke(3f));
            bar.setShowInLegend(false);
        }
        return this;
    }

    private XYSeries add(String label, double[] x, double[] y) {
        if (x.length != y.length || x.length == 0) {
            throw new ArgandException.ShapeMismatch(
                    "curve", label + " has " + x.length + " abscissas and " + y.length + " values");
        }
        long k = chart.getSeriesMap().values().stream().filter(XYSeries::isShowInLegend).count();
        XYSeries series = chart.addSeries(label, x, y);
        series.setMarker(x.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        Color colour = COLOURS.get((int) (k % COLOURS.size()));
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        return series;
    }
}
