package org.argand.plot;

import java.awt.BasicStroke;
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

    /** Adds a dashed level across, from {@code from} to {@code to}. */
    public CurveFigure level(String label, double from, double to, double y) {
        float[] dashes = {6, 4};
        add(label, new double[] {from, to}, new double[] {y, y})
                .setLineStyle(
                        new BasicStroke(
                                1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
        return this;
    }

    private XYSeries add(String label, double[] x, double[] y) {
        if (x.length != y.length || x.length == 0) {
            throw new ArgandException.ShapeMismatch(
                    "curve", label + " has " + x.length + " abscissas and " + y.length + " values");
        }
        int k = chart.getSeriesMap().size();
        XYSeries series = chart.addSeries(label, x, y);
        series.setMarker(x.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setLineColor(COLOURS.get(k % COLOURS.size()));
        series.setMarkerColor(COLOURS.get(k % COLOURS.size()));
        return series;
    }
}
