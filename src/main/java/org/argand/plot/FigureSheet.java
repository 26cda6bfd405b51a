package org.argand.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.argand.array.ArgandException;
import org.argand.io.AtomicFile;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** Several figures of one size on one page, row by row. */
public final class FigureSheet {
    private static final int PANEL = 450;

    private final List<? extends Figure> figures;
    private final int columns;
    private final int rows;
    private final int height;

    /**
     * A page with a panel for each of the figures, of which there must be one or more.
     *
     * @param columns panels in a row, at least 1
     */
    public FigureSheet(List<? extends Figure> figures, int columns) {
        if (figures.isEmpty() || columns < 1) {
            throw new ArgandException.InvalidArgument(
                    "figureSheet", figures.size() + " figures in " + columns + " columns");
        }
        this.figures = List.copyOf(figures);
        this.columns = Math.min(columns, figures.size());
        this.rows = Math.ceilDiv(figures.size(), this.columns);
        this.height = Math.round(PANEL / ratio(figures.getFirst()));
    }

    private static float ratio(Figure f) {
        return f.chart.getWidth() / (float) f.chart.getHeight();
    }

    /**
     * Writes the page; the ending of the name says how, {@code .png} or {@code .svg}.
     *
     * @throws ArgandException.BadFile if it cannot be written
     */
    public void write(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".png")) {
            AtomicFile.write(file, out -> ImageIO.write(image(), "png", out));
        } else if (name.endsWith(".svg")) {
            AtomicFile.write(file, this::writeSvg);
        } else {
            throw new ArgandException.InvalidArgument(
                    "figure", file + " ends neither in .png nor in .svg");
        }
    }

    private BufferedImage image() {
        BufferedImage image =
                new BufferedImage(columns * PANEL, rows * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D page = image.createGraphics();
        page.setColor(Color.WHITE);
        page.fillRect(0, 0, image.getWidth(), image.getHeight());
        page.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int k = 0; k < figures.size(); k++) {
            Figure f = figures.get(k);
            Graphics2D panel = (Graphics2D) page.create(x(k), y(k), PANEL, height);
            double scale = PANEL / (double) f.chart.getWidth();
            panel.scale(scale, scale);
            f.chart.paint(panel, f.chart.getWidth(), f.chart.getHeight());
            panel.dispose();
        }
        page.dispose();
        return image;
    }

    private void writeSvg(OutputStream out) throws IOException {
        StringBuilder page = new StringBuilder();
        page.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\""
                                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                                + " width=\"%d\" height=\"%d\">%n",
                        columns * PANEL,
                        rows * height));
        for (int k = 0; k < figures.size(); k++) {
            Figure f = figures.get(k);
            ByteArrayOutputStream own = new ByteArrayOutputStream();
            VectorGraphicsEncoder.saveVectorGraphic(f.chart, own, VectorGraphicsFormat.SVG);
            String text = own.toString(StandardCharsets.UTF_8);
            String inside = text.substring(text.indexOf('>', text.indexOf("<svg")) + 1);
            // The panels' clip paths have the same names, which a page must not have twice.
            String named =
                    inside.replace("id=\"", "id=\"p" + k + "-")
                            .replace("url(#", "url(#p" + k + "-");
            page.append(
                    String.format(
                            Locale.ROOT,
                            "<svg x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                                    + " viewBox=\"0 0 %d %d\">%s%n",
                            x(k),
                            y(k),
                            PANEL,
                            height,
                            f.chart.getWidth(),
                            f.chart.getHeight(),
                            named.strip()));
        }
        out.write(page.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private int x(int k) {
        return k % columns * PANEL;
    }

    private int y(int k) {
        return k / columns * height;
    }
}
