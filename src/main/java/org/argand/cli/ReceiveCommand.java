package org.argand.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.argand.array.ArgandException;
import org.argand.io.SigMfRecording;
import org.argand.phy.wifi.WifiFrame;
import org.argand.phy.wifi.WifiReceiver;
import org.argand.plot.ConstellationFigure;
import org.argand.plot.FigureSheet;
import org.argand.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decodes the frames of IEEE 802.11a in a recording. */
@Command(
        name = "receive",
        sortOptions = false,
        description =
                "Finds the IEEE 802.11a frames (OFDM, 20 MHz, 6 to 54 Mbit/s) in a SigMF recording and"
                        + " decodes them; FCS says whether a frame's check sequence is right.")
final class ReceiveCommand implements Callable<Integer> {
    private static final int COLUMNS = 4;
    private static final int MOST_PANELS = 48;
    private static final int MOST_POINTS = 4000;

    @Parameters(paramLabel = "FILE.sigmf-meta", description = "The recording, of 20 MHz or more.")
    private Path file = Path.of("");

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the frames to FILE too.")
    private @Nullable Path json;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description =
                    "Draws the constellation of every frame, at most "
                            + MOST_PANELS
                            + ", to FILE, .png or .svg.")
    private @Nullable Path plot;

    @Mixin private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        OutputFile.check("receive", json);
        OutputFile.checkFigure("receive", plot);
        common.open();
        long begin = System.nanoTime();
        SigMfRecording recording = SigMfRecording.read(file);
        int channels = recording.metadata().channels();
        if (channels != 1) {
            throw new ArgandException.InvalidArgument(
                    "receive", file + " has " + channels + " channels, needs one");
        }
        List<WifiFrame> frames =
                new WifiReceiver().receive(recording.samples(), recording.sampleRate());
        print(frames, (System.nanoTime() - begin) * 1e-9);
        if (json != null) {
            Json.write(json, frames.stream().map(ReceiveCommand::asJson).toList());
        }
        if (plot != null) {
            draw(frames, plot);
        }
        return 0;
    }

    private void print(List<WifiFrame> frames, double seconds) {
        PrintWriter out = common.out();
        out.println("    sample  Mbit/s  bytes  FCS        CFO/kHz  SNR/dB  EVM/dB");
        for (WifiFrame f : frames) {
            String fcs = f.fcsOk() ? "ok" : f.isTruncated() ? "truncated" : "wrong";
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%10d  %6d  %5d  %-9s  %7.2f  %6.1f  %6.1f",
                            f.sampleStart(),
                            f.rate().mbps(),
                            f.psduBytes(),
                            fcs,
                            f.cfoHz() / 1e3,
                            f.snrDb(),
                            f.evmDb()));
        }
        out.println(
                String.format(
                        Locale.ROOT,
                        "%d frames, %d with a correct check sequence, in %.2f s",
                        frames.size(),
                        frames.stream().filter(WifiFrame::fcsOk).count(),
                        seconds));
        out.flush();
    }

    private static Map<String, Object> asJson(WifiFrame f) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sample_start", f.sampleStart());
        map.put("rate_mbps", f.rate().mbps());
        map.put("psdu_bytes", f.psduBytes());
        map.put("fcs_ok", f.fcsOk());
        map.put("cfo_hz", f.cfoHz());
        map.put("snr_db", f.snrDb());
        // JSON has no NaN; a frame cut off before its data has no error vectors.
        map.put("evm_db", Double.isNaN(f.evmDb()) ? null : f.evmDb());
        map.put("psdu", HexFormat.of().formatHex(f.psdu()));
        return map;
    }

    private static void draw(List<WifiFrame> frames, Path to) {
        List<ConstellationFigure> figures = new ArrayList<>();
        for (WifiFrame f : frames) {
            if (f.symbols().size() > 0 && figures.size() < MOST_PANELS) {
                figures.add(figure(f));
            }
        }
        if (figures.isEmpty()) {
            throw new ArgandException.InvalidArgument(
                    "receive", "no frame was found, so there is nothing to draw");
        }
        new FigureSheet(figures, COLUMNS).write(to);
    }

    private static ConstellationFigure figure(WifiFrame f) {
        String title =
                String.format(
                        Locale.ROOT,
                        "%d Mbit/s, %d bytes, sample %d, EVM %.1f dB",
                        f.rate().mbps(),
                        f.psduBytes(),
                        f.sampleStart(),
                        f.evmDb());
        Tensor symbols = f.symbols().reshape(-1);
        Tensor shown = symbols.slice(0, 0, Math.min(MOST_POINTS, symbols.size()));
        return new ConstellationFigure(title)
                .points("received", shown, 0)
                .reference("sent", f.rate().constellation(symbols.dtype()).points());
    }
}
