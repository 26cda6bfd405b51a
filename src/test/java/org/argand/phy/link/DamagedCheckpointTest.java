package org.argand.phy.link;

import java.nio.file.Files;
import java.nio.file.Path;
import org.argand.io.Damage;
import org.argand.io.Mutation;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged checkpoints resume a training, or are refused in one clear line. */
class DamagedCheckpointTest {
    /** A training has some 20,000 numbers, and as many again twice for Adam. */
    private static final long MOST_BYTES = 64L << 20;

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"AUTOENCODER, 1", "AUTOENCODER, 2", "RECEIVER, 3", "RECEIVER, 4"})
    void damaged_resumesOrIsRefused(LinkTask task, long seed, @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        LinkTraining.start(task.standard()).save(file);
        byte[] whole = Files.readAllBytes(file);
        Damage damage =
                random -> {
                    Files.write(file, Mutation.ofSafetensors(whole, random));
                    LinkTraining.resume(file);
                };
        damage.demandClearErrors("checkpoint of " + task.label(), seed, MOST_BYTES);
    }
}
