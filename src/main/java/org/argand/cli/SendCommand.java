package org.argand.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.argand.array.ArgandException;
import org.argand.array.Device;
import org.argand.io.AtomicFile;
import org.argand.phy.link.EndToEndLink;
import org.argand.phy.link.FileTransfer;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTask;
import org.argand.phy.link.LinkTraining;
import org.argand.tensor.RandomStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a real file through a trained link and through the classical one. */
@Command(
        name = "send",
        sortOptions = false,
        description =
                "Sends a file, bit by bit and without an outer code, through the trained link and"
                        + " through the classical one that it is compared with, over the same channel.")
final class SendCommand implements Callable<Integer> {
    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            required = true,
            description = "Folder of a training, or its checkpoint.safetensors.")
    private Path checkpoint = Path.of("");

    @Option(names = "--ebno", paramLabel = "DB", required = true, description = "Eb/N0 in dB.")
    private double ebno;

    @Parameters(paramLabel = "FILE", description = "What to send.")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for what was received (default: sent/ beside the checkpoint).")
    private @Nullable Path out;

    @Mixin private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        if (!(Math.abs(ebno) <= 100)) {
            throw new ArgandException.InvalidArgument("send", "Eb/N0 of " + ebno + " dB");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ArgandException.BadFile("send", "no readable file " + file);
        }
        Device device = common.open();
        Path from = RunFolder.checkpoint(checkpoint);
        LinkTraining training = LinkTraining.resume(from);
        Path folder = out != null ? out : from.resolveSibling("sent");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ArgandException.BadFile(
                    "send", "cannot make the folder " + folder + ": " + AtomicFile.reason(e));
        }
        send(training, folder, device);
        return 0;
    }

    private void send(LinkTraining training, Path folder, Device device) {
        LinkSettings s = training.settings();
        Path learnedFile = folder.resolve(named("learned"));
        Path baselineFile = folder.resolve(named("baseline"));
        EndToEndLink classical = s.task().references(s).get(LinkTask.BASELINE);
        FileTransfer learned = transfer(training.link(), s, learnedFile);
        FileTransfer baseline = transfer(requireNonNull(classical), s, baselineFile);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("file", file.getFileName().toString());
        report.put("channel", s.channel());
        report.put("bits_per_symbol", s.bitsPerSymbol());
        report.put("ebno_db", ebno);
        report.put("device", device.toString());
        report.put("learned", report(learned, learnedFile));
        report.put("baseline", report(baseline, baselineFile));
        Json.write(folder.resolve("send.json"), report);
        print("learned", learned, learnedFile);
        print("baseline", baseline, baselineFile);
        common.out().flush();
    }

    private FileTransfer transfer(EndToEndLink link, LinkSettings s, Path to) {
        RandomStream random = new RandomStream(common.seed().orElse(s.seed())).split("sending");
        FileTransfer[] result = new FileTransfer[1];
        AtomicFile.write(
                to,
                stream -> {
                    try (InputStream in = Files.newInputStream(file)) {
                        result[0] = FileTransfer.send(link, s.codeRate(), ebno, in, stream, random);
                    }
                });
        return result[0];
    }

    /** {@code picture.png} becomes {@code picture.learned.png}. */
    private String named(String link) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0
                ? name + "." + link
                : name.substring(0, dot) + "." + link + name.substring(dot);
    }

    private static Map<String, Object> report(FileTransfer t, Path to) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("bits", t.bits());
        map.put("bit_errors", t.bitErrors());
        map.put("ber", t.ber());
        map.put("received", to.getFileName().toString());
        return map;
    }

    private void print(String name, FileTransfer t, Path to) {
        common.out()
                .print(
                        String.format(
                                Locale.ROOT,
                                "%-8s  %d of %d bits wrong, BER %.4f  %s%n",
                                name,
                                t.bitErrors(),
                                t.bits(),
                                t.ber(),
                                to));
    }
}
