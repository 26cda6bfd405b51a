package org.argand.cli;

import java.io.PrintWriter;
import java.util.OptionalLong;
import org.argand.array.Device;
import org.argand.backend.Backends;
import org.argand.tensor.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command has. */
@Command(mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class CommonOptions {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "${env:ARGAND_DEVICE:-auto}",
            description =
                    "cpu, cuda, cuda:N, or auto: the first GPU, or else the CPU"
                            + " (default: $ARGAND_DEVICE, or else auto).")
    private String device = "auto";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of every random number (default: 1, of send that of the training).")
    private @Nullable Long seed;

    @Option(names = "--quiet", description = "No progress, only the result.")
    private boolean quiet;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** The device asked for, opened; new tensors are made on it from now on. */
    Device open() {
        Device d = device.equals("auto") ? Backends.best() : Device.parse(device);
        Engine.setDevice(d);
        return d;
    }

    /** The seed, if one was given. */
    OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    boolean quiet() {
        return quiet;
    }

    /** Where results go. */
    PrintWriter out() {
        if (command == null) {
            throw new IllegalStateException("not part of a command");
        }
        return command.commandLine().getOut();
    }

    /** Where progress and remarks go. */
    PrintWriter err() {
        if (command == null) {
            throw new IllegalStateException("not part of a command");
        }
        return command.commandLine().getErr();
    }
}
