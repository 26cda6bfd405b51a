package org.argand.cli;

import java.io.PrintWriter;
import org.argand.array.ArgandException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code argand}: one subcommand per job; bad use is one line and exit code 2. */
@Command(
        name = "argand",
        description = "Complex tensors, their gradients, and communication links that learn.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrainCommand.class,
            SendCommand.class,
            BerCommand.class,
            ReceiveCommand.class,
            VerifyCommand.class,
            DevicesCommand.class
        })
public final class Main implements Runnable {
    /** Bad use, or something outside this program that does not serve. */
    static final int BAD_USE = 2;

    /** A defect of this program. */
    static final int DEFECT = 70;

    /** Stopped by a signal, as shells report it. */
    static final int INTERRUPTED = 130;

    @Spec private @Nullable CommandSpec spec;

    /** Runs the command line and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for programs that run it without ending the JVM. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setParameterExceptionHandler(Main::badUse);
        line.setExecutionExceptionHandler(Main::failed);
        line.setExitCodeExceptionMapper(e -> BAD_USE);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(100);
        return line;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "needs a command" + known(spec.commandLine()));
        }
    }

    private static String known(CommandLine line) {
        return "; there are " + String.join(", ", line.getSubcommands().keySet()) + "; see --help";
    }

    private static int badUse(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        if (line.getCommandSpec().parent() == null
                && e instanceof UnmatchedArgumentException u
                && !u.isUnknownOption()) {
            return say(
                    line,
                    "no command '" + u.getUnmatched().getFirst() + "'" + known(line),
                    BAD_USE);
        }
        return say(line, String.valueOf(e.getMessage()), BAD_USE);
    }

    private static int failed(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof ArgandException) {
            // The command is named once, also where it is the operation that refused.
            String message = String.valueOf(e.getMessage());
            String op = line.getCommandName() + ": ";
            return say(
                    line,
                    message.startsWith(op) ? message.substring(op.length()) : message,
                    BAD_USE);
        }
        e.printStackTrace(line.getErr());
        return say(line, "a defect of this program, please report it: " + e, DEFECT);
    }

    private static int say(CommandLine line, String message, int code) {
        PrintWriter err = line.getErr();
        err.println(line.getCommandSpec().qualifiedName() + ": " + oneLine(message));
        err.flush();
        return code;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** The version that the jar's manifest states. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"argand " + (version == null ? "(not packaged)" : version)};
        }
    }
}
