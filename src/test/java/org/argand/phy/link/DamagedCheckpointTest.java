package org.argand.phy.link;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.argand.array.ArgandException;
import org.argand.io.Mutation;
import org.argand.tensor.Scope;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged checkpoints resume a training, or are refused in one clear line. */
class DamagedCheckpointTest {
    /** Of each case; {@code -Dargand.mutations=5000} looks further. */
    private static final int MUTATIONS = Integer.getInteger("argand.mutations", 100);

    /** A training has some 20,000 numbers, and as many again twice for Adam. */
    private static final long MOST_BYTES = 64L << 20;

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"AUTOENCODER, 1", "AUTOENCODER, 2", "RECEIVER, 3", "RECEIVER, 4"})
    void damaged_resumesOrIsRefused(LinkTask task, long seed, @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        LinkTraining.start(task.standard()).save(file);
        byte[] whole = Files.readAllBytes(file);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int refused = 0;
        for (int k = 0; k < MUTATIONS; k++) {
            Files.write(file, Mutation.ofSafetensors(whole, random));
            long before = Mutation.allocated();
            try (Scope _ = Scope.open()) {
                LinkTraining.resume(file);
            } catch (ArgandException e) {
                refused++;
                String message = e.getMessage();
                assertTrue(message.matches("(?s)[a-z]+: .+"), message);
                assertTrue(message.length() < 20_000, message);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail(task + ", seed " + seed + ", mutation " + k, e);
            }
            long taken = Mutation.allocated() - before;
            assertTrue(taken < MOST_BYTES, taken + " bytes taken by mutation " + k);
        }
        assertTrue(refused > MUTATIONS / 10, refused + " refused");
    }
}
