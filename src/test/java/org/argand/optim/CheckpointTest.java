package org.argand.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.io.Safetensors;
import org.argand.nn.Activation;
import org.argand.nn.Dense;
import org.argand.nn.Dropout;
import org.argand.nn.Initializers;
import org.argand.nn.Mode;
import org.argand.nn.Sequential;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints: a resumed training is the uninterrupted one, and nothing is half loaded. */
class CheckpointTest {
    @TempDir Path folder;

    /** A small complex network with everything that has state. */
    private static final class Training {
        final RandomStream dropout = new RandomStream(2);
        final Sequential model;
        final Optimizer adam = Optimizer.of(Adam.standard(), Schedule.cosine(1e-2, 0, 10));

        Training() {
            RandomStream r = new RandomStream(1);
            model =
                    Sequential.of(
                            Dense.create(
                                    "a", 3, 8, DType.COMPLEX64, Initializers.complexGlorot(), r),
                            Activation.CRELU,
                            new Dropout("drop", 0.5, dropout),
                            Dense.create(
                                    "b", 8, 2, DType.COMPLEX64, Initializers.complexGlorot(), r));
        }

        void steps(int n) {
            Tensor x = new RandomStream(3).normal(DType.COMPLEX64, Shape.of(20, 3));
            for (int k = 0; k < n; k++) {
                try (Scope scope = Scope.open();
                        GradientTape tape = GradientTape.open()) {
                    Tensor loss = model.forward(x, Mode.TRAINING).sub(1).abs2().mean();
                    adam.step(tape.gradient(loss), model.variables());
                }
            }
        }

        List<Variable> state() {
            List<Variable> all = new ArrayList<>(model.variables());
            all.addAll(adam.stateFor(model.variables()));
            return all;
        }

        void save(Path file) {
            Checkpoint.save(file, state(), model.streams(), Map.of("note", "a"));
        }

        Map<String, String> load(Path file) {
            return Checkpoint.load(file, state(), model.streams());
        }
    }

    @Test
    void resumed_equalsUninterrupted() {
        Path file = folder.resolve("c.safetensors");
        Training whole = new Training();
        whole.steps(10);
        Training first = new Training();
        first.steps(5);
        first.save(file);
        Training second = new Training();
        assertEquals(Map.of("note", "a"), second.load(file));
        assertEquals(Map.of("note", "a"), Checkpoint.metadata(file));
        assertEquals(5, second.adam.steps());
        second.steps(5);
        List<Variable> expected = whole.state();
        List<Variable> actual = second.state();
        for (int k = 0; k < expected.size(); k++) {
            assertArrayEquals(
                    expected.get(k).value().toDoubles(),
                    actual.get(k).value().toDoubles(),
                    expected.get(k).name());
        }
        assertEquals(whole.dropout.draws(), second.dropout.draws());
    }

    @Test
    void whatDoesNotFit_isListedAndNothingIsLoaded() {
        Path file = folder.resolve("c.safetensors");
        Variable w = new Variable("w", Tensor.of(1.0, 2.0));
        Variable b = new Variable("b", Tensor.of(3.0));
        Checkpoint.save(file, List.of(w, b), Map.of(), Map.of());
        Variable other = new Variable("w", Tensor.of(0.0, 0.0));
        Variable shape = new Variable("b", Tensor.of(0.0, 0.0));
        Variable absent = new Variable("c", Tensor.of(0.0));
        ArgandException e =
                assertThrows(
                        ArgandException.BadFile.class,
                        () ->
                                Checkpoint.load(
                                        file,
                                        List.of(other, shape, absent),
                                        Map.of("noise", new RandomStream(1))));
        assertTrue(e.getMessage().contains("'b' is float64 [1], not float64 [2]"), e.getMessage());
        assertTrue(e.getMessage().contains("'c' is missing"), e.getMessage());
        assertTrue(e.getMessage().contains("random stream 'noise' is missing"), e.getMessage());
        assertArrayEquals(new double[2], other.value().toDoubles());
        e =
                assertThrows(
                        ArgandException.BadFile.class,
                        () -> Checkpoint.load(file, List.of(other), Map.of()));
        assertTrue(e.getMessage().contains("'b' belongs to something else"), e.getMessage());
    }

    @Test
    void streamWithAStateThatIsNone_leavesAllAsItWas() {
        Path file = folder.resolve("c.safetensors");
        for (String state : List.of("4 -1", "4", "4 x", "x 1")) {
            Map<String, String> text =
                    Map.of("argand.checkpoint", "1", "argand.stream/data", state);
            new Safetensors(Map.of("w", Tensor.of(1.0)), text).write(file);
            Variable w = new Variable("w", Tensor.of(2.0));
            RandomStream data = new RandomStream(7);
            var e =
                    assertThrows(
                            ArgandException.BadFile.class,
                            () -> Checkpoint.load(file, List.of(w), Map.of("data", data)));
            assertTrue(e.getMessage().endsWith("has the state '" + state + "'"), e.getMessage());
            assertEquals(2, w.value().item());
            assertEquals(7, data.seed());
        }
    }

    @Test
    void streamThatWasNotAskedFor_isADifference() {
        Path file = folder.resolve("c.safetensors");
        Variable w = new Variable("w", Tensor.of(1.0));
        RandomStream data = new RandomStream(4);
        Checkpoint.save(file, List.of(w), Map.of("data", data), Map.of());
        Variable other = new Variable("w", Tensor.of(2.0));
        ArgandException e =
                assertThrows(
                        ArgandException.BadFile.class,
                        () -> Checkpoint.load(file, List.of(other), Map.of()));
        assertTrue(
                e.getMessage().endsWith("the random stream 'data' belongs to something else"),
                e.getMessage());
        assertArrayEquals(new double[] {2}, other.value().toDoubles());
    }

    @Test
    void nan_isNeitherSavedNorLoaded() {
        Path file = folder.resolve("c.safetensors");
        Variable good = new Variable("w", Tensor.of(1.0));
        Checkpoint.save(file, List.of(good), Map.of(), Map.of());
        Variable bad = new Variable("w", Tensor.of(Double.NaN));
        ArgandException e =
                assertThrows(
                        ArgandException.NonFinite.class,
                        () -> Checkpoint.save(file, List.of(bad), Map.of(), Map.of()));
        assertEquals("checkpoint: 'w' holds NaN or infinity", e.getMessage());
        Checkpoint.load(file, List.of(bad), Map.of());
        assertEquals(1, bad.value().toDoubles()[0]);

        new Safetensors(
                        Map.of("w", Tensor.of(Double.POSITIVE_INFINITY)),
                        Map.of("argand.checkpoint", "1"))
                .write(file);
        assertThrows(
                ArgandException.NonFinite.class,
                () -> Checkpoint.load(file, List.of(good), Map.of()));
        assertEquals(1, good.value().toDoubles()[0]);
    }

    @Test
    void strangeFiles_areRefused() throws IOException {
        Path file = folder.resolve("c.safetensors");
        new Safetensors(Map.of(), Map.of("a", "b")).write(file);
        assertThrows(ArgandException.BadFile.class, () -> Checkpoint.metadata(file));
        new Safetensors(Map.of(), Map.of("argand.checkpoint", "1", "argand.stream/noise", "1"))
                .write(file);
        assertThrows(
                ArgandException.BadFile.class,
                () -> Checkpoint.load(file, List.of(), Map.of("noise", new RandomStream(1))));
        ArgandException e =
                assertThrows(
                        ArgandException.BadFile.class,
                        () -> Checkpoint.load(folder, List.of(), Map.of()));
        assertEquals("safetensors: cannot read " + folder + ": it is a folder", e.getMessage());
        Files.writeString(file, "not a checkpoint");
        assertThrows(ArgandException.BadFile.class, () -> Checkpoint.metadata(file));
    }

    @Test
    void names_areUniqueAndOnesOwn() {
        Path file = folder.resolve("c.safetensors");
        Variable w = new Variable("w", Tensor.of(1.0));
        Variable other = new Variable("w", Tensor.of(2.0));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> Checkpoint.save(file, List.of(w, other), Map.of(), Map.of()));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () ->
                        Checkpoint.save(
                                file, List.of(w), Map.of(), Map.of("argand.checkpoint", "2")));
        assertTrue(Files.notExists(file));
        Checkpoint.save(file, List.of(w, w), Map.of(), Map.of());
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> Checkpoint.load(file, List.of(w, other), Map.of()));
        assertEquals(2, other.value().item());
    }
}
