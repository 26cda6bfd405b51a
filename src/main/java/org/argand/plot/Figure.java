package org.argand.plot;

import java.awt.Color;
import java.awt.Font;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.argand.array.ArgandException;
import org.argand.io.AtomicFile;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A figure that can be written as PNG or SVG. */
public abstract sealed class Figure permits ConstellationFigure, CurveFigure {
    /** The palette, readable by the colour blind (Okabe, Ito 2008). */
    static final List<Color> COLOURS =
            List.of(
                    new Color(0x0072B2),
                    new Color(0xD55E00),
                    new Color(0x009E73),
                    new Color(0xCC79A7),
                    new Color(0xE69F00),
                    new Color(0x56B4E9));

    final XYChart chart;

    Figure(String title, String xLabel, String yLabel, int width, int height) {
        chart =
                new XYChartBuilder()
                        .width(width)
                        .height(height)
                        .theme(ChartTheme.Matlab)
                        .title(title)
                        .xAxisTitle(xLabel)
                        .yAxisTitle(yLabel)
                        .build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16))
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendBorderColor(Color.WHITE)
                .setChartPadding(16);
        chart.getStyler().setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal);
        chart.getStyler().setPlotGridLinesColor(new Color(0xDDDDDD));
        chart.getStyler().setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        chart.getStyler().setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        chart.getStyler().setLocale(Locale.ROOT);
    }

    /**
     * Writes the figure; the ending of the name says how, {@code .png} or {@code .svg}.
     *
     * @throws ArgandException.BadFile if it cannot be written
     */
    public void write(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".png")) {
            AtomicFile.write(file, out -> BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG));
        } else if (name.endsWith(".svg")) {
            AtomicFile.write(file, this::writeSvg);
        } else {
            throw new ArgandException.InvalidArgument(
                    "figure", file + " ends neither in .png nor in .svg");
        }
    }

    private void writeSvg(OutputStream out) throws java.io.IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
    }
}
