package org.argand.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYSeries;

/** Figures by what is in their files. */
class FigureTest {
    @TempDir Path folder;

    private static Tensor points() {
        return Tensor.of(
                Complex.ofCartesian(1, 0.5), Complex.ofCartesian(-1, 0.5),
                Complex.ofCartesian(0, -1), Complex.ofCartesian(0.2, 0.3));
    }

    @Test
    void constellation_showsEveryPointAndLabel() throws IOException {
        ConstellationFigure bare = new ConstellationFigure("four").points("p", points(), 0);
        ConstellationFigure figure = new ConstellationFigure("four").points("p", points(), 2);
        bare.write(folder.resolve("bare.svg"));
        figure.write(folder.resolve("c.svg"));
        // Text becomes outlines: four labels are four more paths.
        assertEquals(paths("bare.svg") + 4, paths("c.svg"));
        figure.write(folder.resolve("c.png"));
        BufferedImage image = ImageIO.read(folder.resolve("c.png").toFile());
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertTrue(colours.contains(Figure.COLOURS.getFirst().getRGB()), "the points are drawn");
    }

    private int paths(String file) throws IOException {
        return Files.readString(folder.resolve(file)).split("<path", -1).length;
    }

    @Test
    void curve_needsAValuePerAbscissa() {
        CurveFigure figure = new CurveFigure("loss", "step", "nats");
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> figure.curve("learned", new double[] {1, 2}, new double[] {1}));
    }

    @Test
    void measured_hasABarPerPointAndOneLineInTheLegend() {
        double[] x = {1, 2, 3};
        CurveFigure figure =
                new CurveFigure("ber", "Eb/N0", "BER")
                        .logarithmic()
                        .measured(
                                "BER",
                                x,
                                new double[] {1e-1, 1e-2, 1e-3},
                                new double[] {9e-2, 8e-3, 5e-4},
                                new double[] {2e-1, 2e-2, 3e-3})
                        .reference("theory", x, new double[] {1e-1, 1e-2, 1e-3});
        List<XYSeries> series = List.copyOf(figure.chart.getSeriesMap().values());
        assertEquals(5, series.size());
        assertEquals(2, series.stream().filter(XYSeries::isShowInLegend).count());
        assertEquals(8e-3, series.get(2).getYData()[0]);
        assertEquals(2e-2, series.get(2).getYData()[1]);
        assertEquals(Figure.COLOURS.get(0), series.get(3).getLineColor());
        assertEquals(Figure.COLOURS.get(1), series.get(4).getLineColor());
    }

    @Test
    void write_refusesOtherEndingsAndPlaces() {
        CurveFigure figure =
                new CurveFigure("loss", "step", "nats")
                        .curve("learned", new double[] {1, 2}, new double[] {2, 1})
                        .level("baseline", 1, 2, 1.5);
        ArgandException e =
                assertThrows(
                        ArgandException.InvalidArgument.class,
                        () -> figure.write(folder.resolve("loss.jpg")));
        assertEquals("figure", e.op());
        assertFalse(Files.exists(folder.resolve("loss.jpg")));
        assertThrows(
                ArgandException.BadFile.class,
                () -> figure.write(folder.resolve("absent/loss.png")));
    }

    @Test
    void points_mustBeComplex() {
        ConstellationFigure figure = new ConstellationFigure("real");
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> figure.points("p", Tensor.of(1.0, 2.0), 1));
    }
}
