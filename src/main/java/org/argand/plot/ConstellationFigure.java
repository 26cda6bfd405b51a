package org.argand.plot;

import java.awt.Color;
import java.awt.Font;
import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Points of the complex plane, with their bit labels, on axes of one scale. */
public final class ConstellationFigure extends Figure {
    private static final int SIZE = 900;
    private static final int LEGEND = 60;
    private static final Color FAINT = new Color(0xBBBBBB);

    private double reach;

    /** A figure without points. */
    public ConstellationFigure(String title) {
        super(title, "in-phase", "quadrature", SIZE, SIZE + LEGEND);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(7);
        chart.getStyler().setxAxisTickLabelsFormattingFunction(ConstellationFigure::tick);
        chart.getStyler().setyAxisTickLabelsFormattingFunction(ConstellationFigure::tick);
        chart.getStyler().setXAxisTickMarkSpacingHint(80);
        chart.getStyler().setYAxisTickMarkSpacingHint(80);
        chart.getStyler().setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
        chart.getStyler().setAnnotationTextFontColor(Color.DARK_GRAY);
    }

    private static String tick(Double at) {
        return String.format(java.util.Locale.ROOT, "%.1f", at + 0.0);
    }

    /**
     * Adds the points of {@code points}, complex, each beside the {@code bits} bits of its index, the most significant
     * first; none if {@code bits} is 0.
     */
    public ConstellationFigure points(String label, Tensor points, int bits) {
        add(label, points, SeriesMarkers.CIRCLE, COLOURS.getFirst());
        double[] z = points.toDoubles();
        for (int k = 0; k < z.length / 2 && bits > 0; k++) {
            String text = Integer.toBinaryString(1 << bits | k).substring(1);
            chart.addAnnotation(
                    new AnnotationText(text, z[2 * k], z[2 * k + 1] + 0.022 * reach, false));
        }
        return this;
    }

    /** Adds points to compare with, faintly and without labels. */
    public ConstellationFigure reference(String label, Tensor points) {
        add(label, points, SeriesMarkers.CROSS, FAINT);
        return this;
    }

    private void add(String label, Tensor points, Marker marker, Color colour) {
        if (!points.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "points", label + " must be complex, got " + points.dtype());
        }
        double[] z = points.toDoubles();
        double[] re = new double[z.length / 2];
        double[] im = new double[z.length / 2];
        for (int k = 0; k < re.length; k++) {
            re[k] = z[2 * k];
            im[k] = z[2 * k + 1];
            reach = Math.max(reach, 1.12 * Math.max(Math.abs(re[k]), Math.abs(im[k])));
        }
        XYSeries series = chart.addSeries(label, re, im);
        series.setMarker(marker);
        series.setMarkerColor(colour);
        chart.getStyler().setXAxisMin(-reach);
        chart.getStyler().setXAxisMax(reach);
        chart.getStyler().setYAxisMin(-reach);
        chart.getStyler().setYAxisMax(reach);
    }
}
