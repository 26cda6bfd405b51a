package org.argand.phy.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.optim.Checkpoint;
import org.argand.phy.link.LinkTraining.Window;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training a link: repeatable, resumable, and better than not trained. */
class LinkTrainingTest {
    private static LinkSettings settings(String channel, int steps, int batch) {
        return new LinkSettings(LinkTask.AUTOENCODER, channel, 4, steps, batch, 5, 4, 8, 0.5, 4e-3);
    }

    @Test
    void sameSeed_sameNumbers() {
        LinkTraining a = LinkTraining.start(settings("awgn", 10, 300));
        LinkTraining b = LinkTraining.start(settings("awgn", 10, 300));
        assertEquals(a.advance(10), b.advance(10));
        assertEqual(a, b);
        LinkSettings other =
                new LinkSettings(LinkTask.AUTOENCODER, "awgn", 4, 10, 300, 6, 4, 8, 0.5, 4e-3);
        LinkTraining c = LinkTraining.start(other);
        assertNotEquals(a.advance(1), c.advance(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"awgn", "rayleigh", "tdl-a"})
    void resumed_equalsUninterrupted(String channel, @TempDir Path folder) {
        LinkTraining whole = LinkTraining.start(settings(channel, 8, 256));
        whole.advance(3);
        Window last = whole.advance(5);

        LinkTraining first = LinkTraining.start(settings(channel, 8, 256));
        first.advance(3);
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        first.save(checkpoint);
        LinkTraining second = LinkTraining.resume(checkpoint);
        assertEquals(3, second.steps());
        assertEquals(first.settings(), second.settings());
        assertEquals(last, second.advance(5));
        assertEqual(whole, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"awgn", "rayleigh", "tdl-a"})
    void training_improvesOnTheUntrainedLink(String channel) {
        LinkTraining t = LinkTraining.start(settings(channel, 60, 1024));
        LinkScore before = LinkScore.measure(t.link(), t.settings(), 1 << 15, n -> {});
        t.advance(60);
        LinkScore after = LinkScore.measure(t.link(), t.settings(), 1 << 15, n -> {});
        assertTrue(
                after.bce() < 0.75 * before.bce(),
                before + " before training, " + after + " after");
        assertTrue(after.ber() < before.ber());
    }

    @Test
    void points_moveAndKeepUnitEnergy() {
        LinkTraining t = LinkTraining.start(settings("awgn", 30, 1000));
        Tensor start = t.points().copied();
        t.advance(30);
        Tensor points = t.points();
        assertEquals(1, points.abs2().mean().item(), 1e-6);
        assertTrue(points.sub(start).abs().max().item() > 1e-3);
    }

    @Test
    void diverged_isAnErrorThatNamesTheStep() {
        LinkSettings s =
                new LinkSettings(LinkTask.AUTOENCODER, "awgn", 4, 50, 64, 1, 4, 8, 0.5, 1e30);
        LinkTraining t = LinkTraining.start(s);
        ArgandException e = assertThrows(ArgandException.class, () -> t.advance(50));
        assertTrue(e.getMessage().startsWith("train: the loss became "), e.getMessage());
    }

    @Test
    void resume_refusesWhatIsNoCheckpointOfALink(@TempDir Path folder) throws IOException {
        Path other = folder.resolve("other.safetensors");
        Checkpoint.save(
                other,
                List.of(new Variable("w", Tensor.zeros(DType.FLOAT32, Shape.of(3)))),
                Map.of(),
                Map.of("task", "else"));
        assertThrows(ArgandException.BadFile.class, () -> LinkTraining.resume(other));
        Checkpoint.save(other, List.of(), Map.of(), Map.of("task", "autoencoder"));
        assertThrows(ArgandException.BadFile.class, () -> LinkTraining.resume(other));

        Path cut = folder.resolve("cut.safetensors");
        LinkTraining.start(settings("awgn", 8, 256)).save(cut);
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));
        ArgandException e =
                assertThrows(ArgandException.BadFile.class, () -> LinkTraining.resume(cut));
        assertTrue(e.getMessage().contains("cut.safetensors"), e.getMessage());
        assertThrows(
                ArgandException.BadFile.class,
                () -> LinkTraining.resume(folder.resolve("absent.safetensors")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 12})
    void settings_refuseWhatNoGrayQamHas(int bitsPerSymbol) {
        ArgandException e =
                assertThrows(
                        ArgandException.InvalidArgument.class,
                        () ->
                                new LinkSettings(
                                        LinkTask.AUTOENCODER,
                                        "awgn",
                                        bitsPerSymbol,
                                        8,
                                        64,
                                        1,
                                        4,
                                        8,
                                        0.5,
                                        1e-3));
        assertTrue(e.getMessage().startsWith("train: " + bitsPerSymbol), e.getMessage());
    }

    private static void assertEqual(LinkTraining a, LinkTraining b) {
        List<Variable> x = a.variables();
        List<Variable> y = b.variables();
        for (int k = 0; k < x.size(); k++) {
            assertArrayEquals(
                    x.get(k).value().toDoubles(), y.get(k).value().toDoubles(), x.get(k).name());
        }
    }
}
