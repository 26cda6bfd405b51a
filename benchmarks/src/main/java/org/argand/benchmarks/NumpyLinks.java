package org.argand.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The program in NumPy beside which links are measured, waiting in a process of its own for its turns. */
final class NumpyLinks implements AutoCloseable {
    private final Process process;
    private final PrintWriter ask;
    private final BufferedReader answers;
    private final String version;

    /** Starts that command. */
    NumpyLinks(List<String> command) throws IOException {
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        ask = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        answers = process.inputReader(StandardCharsets.UTF_8);
        version = answer();
    }

    /** Of NumPy. */
    String version() {
        return version;
    }

    /** Works on a case for some time; nanoseconds of a batch. */
    double turn(LinkCase link, double seconds) throws IOException {
        ask.println(link.name() + " " + seconds);
        String[] answer = answer().split(" ");
        link.check("NumPy", Double.parseDouble(answer[2]));
        return 1e9 * Double.parseDouble(answer[0]);
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the program in NumPy has ended");
        }
        return line;
    }

    @Override
    public void close() {
        // The end of its input is its end.
        ask.close();
    }
}
