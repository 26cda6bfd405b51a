package org.argand.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** One run of the command line inside the test, and what it printed. */
public record Invocation(int code, String out, String err) {
    public static Invocation of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Invocation(line.execute(args), out.toString(), err.toString());
    }

    /** Sends a file through the links of a training, at that Eb/N0 in dB. */
    static Invocation send(Path training, String ebnoDb, Path out, Path file) {
        return of(
                "send",
                "--checkpoint",
                training.toString(),
                "--ebno",
                ebnoDb,
                "--out",
                out.toString(),
                file.toString());
    }
}
