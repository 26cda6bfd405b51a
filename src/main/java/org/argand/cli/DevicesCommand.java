package org.argand.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.argand.array.Device;
import org.argand.backend.BackendProvider.Finding;
import org.argand.backend.BackendProvider.Found;
import org.argand.backend.BackendProvider.Missing;
import org.argand.backend.Backends;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what was found to compute on, and for what was not, why. */
@Command(name = "devices", description = "Lists the devices found, and what was not found and why.")
final class DevicesCommand implements Callable<Integer> {
    @Mixin private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Device chosen = common.open();
        PrintWriter out = common.out();
        for (Finding f : Backends.findings()) {
            out.println(
                    switch (f) {
                        case Found found ->
                                (found.device().equals(chosen) ? "* " : "  ")
                                        + Backends.of(found.device()).describe();
                        case Missing missing ->
                                "  " + missing.subject() + ": not used, " + missing.reason();
                    });
        }
        out.flush();
        return 0;
    }
}
