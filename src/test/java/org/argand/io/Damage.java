package org.argand.io;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.argand.array.ArgandException;
import org.argand.tensor.Scope;

/** Writes damaged files of one format and reads them. */
@FunctionalInterface
public interface Damage {
    /** Of each case; {@code -Dargand.mutations=5000} looks further. */
    int MUTATIONS = Integer.getInteger("argand.mutations", 100);

    /** Writes the next damaged file and reads all of it. */
    void next(RandomGenerator random) throws IOException;

    /**
     * Demands of many such files a result or one clear error, and of some an error.
     *
     * @param mostBytes that reading one may take: far more than the sound file needs, far less than a huge claim
     */
    default void demandClearErrors(String format, long seed, long mostBytes) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int refused = 0;
        for (int k = 0; k < MUTATIONS; k++) {
            long before = allocated();
            try (Scope _ = Scope.open()) {
                next(random);
            } catch (ArgandException e) {
                refused++;
                String message = e.getMessage();
                assertTrue(message.matches("(?s)[a-z]+: .+"), message);
                assertTrue(message.length() < 20_000, message);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail(format + ", seed " + seed + ", mutation " + k, e);
            }
            long taken = allocated() - before;
            assertTrue(taken < mostBytes, taken + " bytes taken by mutation " + k);
        }
        assertTrue(refused > MUTATIONS / 10, refused + " refused");
    }

    /** Bytes that this thread has taken so far. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
