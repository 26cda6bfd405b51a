package org.argand.phy.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.argand.array.ArgandException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep that is killed and goes on is the sweep that was not; other settings and damaged files are refused. */
class ResumptionTest {
    private static final double[] POINTS = {0, 1, 2, 3};

    /** More of them take a second each. */
    private static final int KILLS = Integer.getInteger("argand.kills", 4);

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("sweep.json");
    }

    private static Simulation simulation(LinkModel link) {
        return Simulation.of(link)
                .rule(StoppingRule.blockErrors(150, 1000))
                .batch(50)
                .betweenSaves(Duration.ZERO)
                .link(Map.of("link", "counting"));
    }

    private static BerTable uninterrupted() {
        return simulation(new CountingLink()).run(POINTS);
    }

    @DisplayName("stopped by failures of link and monitor at random batches, seed 7")
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void failedAtRandom_endsAsUninterrupted(int workers) {
        Random random = new Random(7);
        int failures = 0;
        while (true) {
            int last = random.nextInt(5);
            boolean inLink = random.nextBoolean();
            Fuse fuse = new Fuse(last);
            LinkModel link =
                    (e, n, r) -> {
                        if (inLink) {
                            fuse.burn();
                        }
                        return new CountingLink().transmit(e, n, r);
                    };
            SweepMonitor monitor =
                    new SweepMonitor() {
                        @Override
                        public void progress(BerPoint point) {
                            if (!inLink) {
                                fuse.burn();
                            }
                        }
                    };
            try {
                BerTable table =
                        simulation(link).workers(workers).monitor(monitor).file(file()).run(POINTS);
                assertTrue(failures >= 10, failures + " failures");
                assertEquals(uninterrupted().toMaps(), table.toMaps());
                return;
            } catch (IllegalStateException e) {
                failures++;
            }
        }
    }

    /** Fails at one call and every later one. */
    private static final class Fuse {
        private int left;

        Fuse(int left) {
            this.left = left;
        }

        synchronized void burn() {
            if (left-- <= 0) {
                throw new IllegalStateException("killed");
            }
        }
    }

    /** Killed processes, each at a moment of its own: while computing, writing, or moving the file into place. */
    @DisplayName("killed at random, seed 11")
    @Test
    void killedAtRandom_endsAsUninterrupted() throws Exception {
        Random random = new Random(11);
        int kills = 0;
        for (int k = 0; k < KILLS; k++) {
            Process child = Child.start(file());
            try {
                // The sweep begins when its file is there or changes; the kill follows within 40
                // ms.
                Child.awaitChange(file(), child);
                if (!child.waitFor(random.nextInt(40_000), TimeUnit.MICROSECONDS)) {
                    kills++;
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
        assertTrue(kills >= KILLS / 2, kills + " kills before the end");
        BerTable resumed = Child.simulation().file(file()).run(Child.POINTS);
        assertEquals(Child.simulation().run(Child.POINTS).toMaps(), resumed.toMaps());
    }

    @Test
    void endedSweep_isReadWithoutComputing() {
        BerTable table = simulation(new CountingLink()).file(file()).run(POINTS);
        LinkModel never =
                (e, n, r) -> {
                    throw new IllegalStateException("computed again");
                };
        BerTable again = simulation(never).file(file()).run(POINTS);
        assertEquals(table, again, "its times too");
    }

    @Test
    void interruptedSweep_goesOnWithItsTime() {
        SweepMonitor stops =
                new SweepMonitor() {
                    private int left = 5;

                    @Override
                    public boolean stopRequested() {
                        return left-- == 0;
                    }
                };
        BerTable part = simulation(new CountingLink()).monitor(stops).file(file()).run(POINTS);
        assertTrue(part.interrupted());
        BerPoint before = SweepFile.read(file()).points().getLast();
        assertEquals(Status.RUNNING, before.status());
        assertEquals(part.points().getLast().tally(), before.tally());
        BerTable whole = simulation(new CountingLink()).file(file()).run(POINTS);
        assertFalse(whole.interrupted());
        int same = part.points().size() - 1;
        assertTrue(whole.points().get(same).seconds() > before.seconds());
    }

    @Test
    void otherSettings_areNamed() {
        simulation(new CountingLink()).file(file()).run(POINTS);
        Simulation other = simulation(new CountingLink()).file(file()).seed(3);
        ArgandException e =
                assertThrows(ArgandException.InvalidArgument.class, () -> other.run(POINTS));
        assertEquals(
                "resume: the sweep was begun with other settings: seed 1, now 3", e.getMessage());
        Simulation longer =
                simulation(new CountingLink())
                        .file(file())
                        .link(Map.of("channel", "awgn"))
                        .rule(StoppingRule.blockErrors(150, 2000));
        e = assertThrows(ArgandException.InvalidArgument.class, () -> longer.run(0, 1));
        for (String difference :
                new String[] {
                    "ebno_db 0.0,1.0,2.0,3.0, now 0.0,1.0",
                    "max_blocks 1000, now 2000",
                    "channel (none), now awgn",
                    "link counting, now (none)"
                }) {
            assertTrue(e.getMessage().contains(difference), e.getMessage());
        }
    }

    @DisplayName("250 mutations, seed 13")
    @Test
    void mutatedFiles_areRefusedOrMeanTheSame() throws IOException {
        BerTable table = simulation(new CountingLink()).file(file()).run(POINTS);
        byte[] good = Files.readAllBytes(file());
        Random random = new Random(13);
        int refused = 0;
        for (int k = 0; k < 250; k++) {
            Files.write(file(), mutated(good, random));
            try {
                assertEquals(table, simulation(new CountingLink()).file(file()).run(POINTS));
            } catch (ArgandException.BadFile e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                assertTrue(e.getMessage().startsWith("resume: "), e.getMessage());
            }
        }
        assertTrue(refused > 200, refused + " refused");
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes =
                random.nextInt(4) == 0
                        ? Arrays.copyOf(good, random.nextInt(good.length))
                        : good.clone();
        for (int k = random.nextInt(3); k >= 0 && bytes.length > 0; k--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
        }
        return bytes;
    }

    @Test
    void otherFiles_areRefused() throws IOException {
        for (String text :
                new String[] {"", "{}", "[]", "null", "7", "{\"format\": \"x\"}", "\0"}) {
            Files.writeString(file(), text, StandardCharsets.UTF_8);
            Simulation s = simulation(new CountingLink()).file(file());
            assertThrows(ArgandException.BadFile.class, () -> s.run(POINTS), text);
        }
        Simulation s = simulation(new CountingLink()).file(folder);
        assertThrows(ArgandException.BadFile.class, () -> s.run(POINTS));
        Simulation nowhere = simulation(new CountingLink()).file(folder.resolve("absent/x"));
        assertThrows(ArgandException.BadFile.class, () -> nowhere.run(POINTS));
    }

    /** A file whose checksum fits but whose counts no run of this sweep can have. */
    @Test
    void impossiblePoints_areRefused() {
        Simulation s = simulation(new CountingLink()).file(file());
        s.run(POINTS);
        SweepFile whole = SweepFile.read(file());
        BerPoint p = whole.points().getFirst();
        Tally odd = new Tally(41, 41, 41 * 50, 100, 300);
        for (BerPoint wrong :
                new BerPoint[] {
                    p.with(Status.RUNNING),
                    new BerPoint(0.5, p.tally(), p.status(), 1, false),
                    new BerPoint(0, p.tally(), p.status(), 1, true),
                    new BerPoint(0, odd, Status.RUNNING, 1, false),
                }) {
            new SweepFile(whole.settings(), List.of(wrong)).write(file());
            assertThrows(ArgandException.BadFile.class, () -> s.run(POINTS));
        }
        new SweepFile(whole.settings(), whole.points().subList(1, 3)).write(file());
        assertThrows(ArgandException.BadFile.class, () -> s.run(POINTS));
    }
}
