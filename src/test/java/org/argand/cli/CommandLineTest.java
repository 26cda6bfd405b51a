package org.argand.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad use of every kind: exit code 2, one line that begins with the command, nothing written. */
class CommandLineTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "--colour",
                "train --stepps 3",
                "train --steps",
                "train --steps many",
                "train --steps 0",
                "train --batch -1",
                "train --bits-per-symbol 3",
                "train --bits-per-symbol 12",
                "train --channel vacuum",
                "train --ebno 4",
                "train --ebno 8:4",
                "train --ebno 4:x",
                "train --ebno NaN:8",
                "train --device tpu",
                "train --device cuda:99",
                "train --test-symbols 0",
                "train --resume absent",
                "send",
                "send --ebno 7 README.md",
                "send --checkpoint absent --ebno 7 README.md",
                "send --checkpoint absent --ebno high README.md",
                "send --checkpoint absent --ebno NaN README.md",
                "send --checkpoint absent --ebno 7",
                "send --checkpoint absent --ebno 7 no-such-file",
                "ber",
                "ber --bits-per-symbol 2",
                "ber --ebno 0:1:1",
                "ber --bits-per-symbol 2 --ebno 4:1:1",
                "ber --bits-per-symbol 2 --ebno 0:4:0",
                "ber --bits-per-symbol 2 --ebno 0:4:1:1",
                "ber --bits-per-symbol 2 --ebno 0:x:1",
                "ber --bits-per-symbol 2 --ebno 0:NaN:1",
                "ber --bits-per-symbol 2 --ebno 0:1:1e-999999999",
                "ber --bits-per-symbol 2 --ebno 0:1:1e-9",
                "ber --bits-per-symbol 2 --ebno 0:1000:100",
                "ber --bits-per-symbol 3 --ebno 0:1:1",
                "ber --bits-per-symbol 99999999999 --ebno 0:1:1",
                "ber --bits-per-symbol 40 --modulation pam --ebno 0:1:1",
                "ber --bits-per-symbol 2 --modulation fsk --ebno 0:1:1",
                "ber --bits-per-symbol 2 --channel vacuum --ebno 0:1:1",
                "ber --bits-per-symbol 2 --code turbo --ebno 0:1:1",
                "ber --bits-per-symbol 2 --code ldpc --ebno 0:1:1",
                "ber --bits-per-symbol 2 --code ldpc:10,5 --ebno 0:1:1",
                "ber --bits-per-symbol 2 --code ldpc:a,b --ebno 0:1:1",
                "ber --bits-per-symbol 2 --ebno 0:1:1 --max-blocks 0",
                "ber --bits-per-symbol 2 --ebno 0:1:1 --target-block-errors -1",
                "ber --bits-per-symbol 2 --ebno 0:1:1 --batch 0",
                "ber --bits-per-symbol 2 --ebno 0:1:1 --workers 0",
                "ber --bits-per-symbol 2 --ebno 0:1:1 --plot ber.jpg",
                "ber --bits-per-symbol 2 --ebno 0:1:1 --plot absent/ber.png",
                "ber --bits-per-symbol 2 --ebno 0:1:1 --json src",
                "ber --bits-per-symbol 2 --ebno 0:1:1 --json x --resume x",
                "ber --bits-per-symbol 2 --ebno 0:1:1 --resume README.md",
                "ber --resume absent",
                "ber --checkpoint absent --ebno 0:1:1",
                "ber --checkpoint README.md --ebno 0:1:1",
                "ber --bits-per-symbol 2 --ebno 0:1:1 --link perfect",
                "train --task poet",
                "train --task receiver --channel rayleigh",
                "train --coded-blocks -1",
                "devices --device tpu",
                "verify --part",
                "verify --part 1",
                "verify --part 0/2",
                "verify --part 3/2",
                "verify --part 0/0",
                "verify --part -1/2",
                "verify --part 1/2/3",
                "verify --part a/b",
                "verify --part 1/99999999999",
            })
    void badUse_isOneLineAndCode2(String arguments) throws IOException {
        String[] args =
                Stream.of(arguments.split(" ")).filter(a -> !a.isEmpty()).toArray(String[]::new);
        boolean trains = args.length > 0 && args[0].equals("train");
        if (trains && !arguments.contains("--resume")) {
            args = Arrays.copyOf(args, args.length + 2);
            args[args.length - 2] = "--out";
            args[args.length - 1] = folder.resolve("run").toString();
        }
        Invocation i = Invocation.of(args);
        assertEquals(Main.BAD_USE, i.code(), i.err());
        assertEquals("", i.out());
        assertEquals(1, i.err().lines().count(), i.err());
        assertTrue(i.err().startsWith("argand"), i.err());
        assertFalse(Files.exists(folder.resolve("run")), "a folder was made");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly | argand: no command 'fly'; there are train, send, ber, receive, verify, devices; see --help",
                "ber --bits-per-symbol 2 --ebno 12:0:2 | argand ber: --ebno '12:0:2' goes down; say 0:12:2",
                "ber --bits-per-symbol 2 --ebno 0:4:-1 | argand ber: --ebno '0:4:-1': STEP is not above 0",
                "ber --bits-per-symbol 2 --ebno 0:x | argand ber: --ebno '0:x' is not FROM:TO:STEP",
                "ber --modulation foo --ebno 3 | argand ber: modulation 'foo' is none of qam, pam, psk",
                "train --test-symbols 0 | argand train: 0 test symbols",
            })
    void badUse_isSaidOnceAndClearly(String arguments, String said) {
        assertEquals(said, Invocation.of(arguments.split(" ")).err().strip());
    }

    @Test
    void help_saysTheDefaults() {
        String help = Invocation.of("ber", "--help").out().replaceAll("\\s+", " ");
        assertTrue(help.contains("FROM:TO in steps of 1, or one value"), help);
        assertTrue(help.contains("Seed of every random number (default: 1"), help);
    }

    @Test
    void train_toWhereNothingCanBeWritten_isOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Invocation i = Invocation.of("train", "--out", file.resolve("run").toString());
        assertEquals(Main.BAD_USE, i.code());
        assertEquals(1, i.err().lines().count(), i.err());
        assertTrue(i.err().contains("cannot write to the folder"), i.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "send", "ber", "verify", "devices"})
    void everyCommand_hasTheCommonOptions(String command) {
        Invocation i = Invocation.of(command, "--help");
        assertEquals(0, i.code());
        for (String option : List.of("--device", "--seed", "--quiet", "--help")) {
            assertTrue(i.out().contains(option), option + " in\n" + i.out());
        }
    }

    @Test
    void devices_namesTheCpuAndMarksTheChosenOne() {
        Invocation i = Invocation.of("devices");
        assertEquals(0, i.code());
        assertTrue(i.out().lines().anyMatch(l -> l.startsWith("* ")), i.out());
        assertTrue(i.out().contains("cpu"), i.out());
    }

    @Test
    void version_isOneLine() {
        Invocation i = Invocation.of("--version");
        assertEquals(0, i.code());
        assertTrue(i.out().startsWith("argand "), i.out());
    }
}
