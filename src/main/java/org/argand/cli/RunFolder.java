package org.argand.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.argand.array.ArgandException;
import org.argand.io.AtomicFile;
import org.argand.phy.link.ClassicalLink;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTask;
import org.argand.phy.link.LinkTraining;
import org.argand.plot.ConstellationFigure;
import org.argand.plot.CurveFigure;
import org.argand.tensor.Scope;

/** The folder of one training: checkpoint, history, metrics and figures. */
final class RunFolder {
    private static final String HEADER = "step,symbols,loss,ber,learning_rate";

    /** One line of training.csv: what the steps since the line before had in common. */
    record Row(long step, long symbols, double loss, double ber, double rate) {
        private String csv() {
            return step + "," + symbols + "," + loss + "," + ber + "," + rate;
        }

        private static Row parse(String line) {
            String[] f = line.split(",", -1);
            return new Row(
                    Long.parseLong(f[0]),
                    Long.parseLong(f[1]),
                    Double.parseDouble(f[2]),
                    Double.parseDouble(f[3]),
                    Double.parseDouble(f[4]));
        }
    }

    private final Path path;

    /** That folder, made if it is not there, and tried whether it can be written to. */
    RunFolder(Path path) {
        this.path = path;
        try {
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, ".", ".try"));
        } catch (IOException e) {
            throw new ArgandException.BadFile(
                    "train", "cannot write to the folder " + path + ": " + AtomicFile.reason(e));
        }
    }

    Path path() {
        return path;
    }

    Path checkpoint() {
        return checkpoint(path);
    }

    /** The checkpoint in the folder of a training, or that file if it is no folder. */
    static Path checkpoint(Path place) {
        return Files.isDirectory(place) ? place.resolve("checkpoint.safetensors") : place;
    }

    /** Refuses a folder for a new training in which there is one. */
    static void refuseRun(Path place) {
        if (Files.exists(checkpoint(place)) && Files.isDirectory(place)) {
            throw new ArgandException.InvalidArgument(
                    "train",
                    place
                            + " holds a training; go on with it by --resume "
                            + place
                            + ", or choose another folder");
        }
    }

    /** The checkpoint of the training in a folder. */
    static Path checkpointToResume(Path place) {
        if (!Files.isDirectory(place)) {
            throw new ArgandException.BadFile("train", "no folder " + place + " to resume");
        }
        Path checkpoint = checkpoint(place);
        if (!Files.exists(checkpoint)) {
            throw new ArgandException.BadFile(
                    "train",
                    "there is no checkpoint in "
                            + place
                            + " yet; a training that ended before its first one begins anew by --out "
                            + place);
        }
        return checkpoint;
    }

    /** The lines of training.csv up to that step; what came after the last checkpoint is done again. */
    List<Row> history(long lastStep) {
        Path file = path.resolve("training.csv");
        List<Row> rows = new ArrayList<>();
        if (!Files.exists(file)) {
            return rows;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                Row row = Row.parse(line);
                if (row.step() <= lastStep) {
                    rows.add(row);
                }
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new ArgandException.BadFile(
                    "train", file + " is not readable: " + e.getMessage());
        }
        return rows;
    }

    void writeHistory(List<Row> rows) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        rows.forEach(r -> text.append(r.csv()).append('\n'));
        AtomicFile.writeString(path.resolve("training.csv"), text.toString());
    }

    void writeMetrics(Map<String, Object> metrics) {
        Json.write(path.resolve("metrics.json"), metrics);
    }

    /** Writes constellation.png and .svg, and loss.png. */
    void writeFigures(LinkTraining training, List<Row> rows, double baselineBce) {
        LinkSettings s = training.settings();
        boolean pilots = s.task() == LinkTask.RECEIVER;
        int m = pilots ? 2 : s.bitsPerSymbol();
        try (Scope _ = Scope.open()) {
            ConstellationFigure points =
                    new ConstellationFigure(
                                    "Learned over %s, Eb/N0 %s to %s dB"
                                            .formatted(s.channel(), s.ebnoFrom(), s.ebnoTo()))
                            .reference(
                                    "Gray " + (1 << m) + "-QAM",
                                    new ClassicalLink(m).constellation().points())
                            .points(
                                    pilots ? "learned pilots" : "learned",
                                    training.points(),
                                    pilots ? 0 : m);
            points.write(path.resolve("constellation.png"));
            points.write(path.resolve("constellation.svg"));
        }
        double[] steps = rows.stream().mapToDouble(Row::step).toArray();
        double[] losses = rows.stream().mapToDouble(Row::loss).toArray();
        new CurveFigure("Training", "step", "bit-wise cross-entropy (nats)")
                .curve("learned", steps, losses)
                .level(TrainReport.baselineName(s), 0, s.steps(), baselineBce)
                .write(path.resolve("loss.png"));
    }
}
