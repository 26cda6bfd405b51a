package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thread pool does every task once, on as many threads as asked for, and passes failures on. */
class WorkersTest {

    private final int threadsBefore = Workers.threads();

    @AfterEach
    void restoreThreads() {
        Workers.setThreads(threadsBefore);
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3, 8})
    void run_doesEveryTaskOnce(int threads) {
        Workers.setThreads(threads);
        for (int tasks : new int[] {0, 1, 2, 3, 100, 1000}) {
            AtomicIntegerArray done = new AtomicIntegerArray(tasks);
            Workers.run(tasks, done::incrementAndGet);
            for (int i = 0; i < tasks; i++) {
                assertEquals(1, done.get(i), "task " + i + " of " + tasks);
            }
        }
    }

    @Test
    void run_usesAllThreadsAtOnce() {
        Workers.setThreads(3);
        CountDownLatch together = new CountDownLatch(3);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () ->
                        Workers.run(
                                3,
                                i -> {
                                    together.countDown();
                                    awaitQuietly(together);
                                }));
    }

    /** What a thread did in one call it does in the next, where its cache has it. */
    @Test
    void run_givesEveryThreadARangeToBeginWith() {
        Workers.setThreads(2);
        Set<Integer> first = ConcurrentHashMap.newKeySet();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(2);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () ->
                        Workers.run(
                                101,
                                i -> {
                                    if (seen.add(Thread.currentThread())) {
                                        first.add(i);
                                        together.countDown();
                                        awaitQuietly(together);
                                    }
                                }));
        assertEquals(Set.of(0, 50), first);
    }

    @Test
    void run_onOneThreadStaysOnTheCaller() {
        Workers.setThreads(1);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Workers.run(50, i -> seen.add(Thread.currentThread()));
        assertEquals(Set.of(Thread.currentThread()), seen);
    }

    @Test
    void run_insideATaskStaysOnItsThread() {
        Workers.setThreads(3);
        AtomicInteger strayed = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Workers.run(
                20,
                i -> {
                    Thread own = Thread.currentThread();
                    Workers.run(
                            5,
                            j -> {
                                done.incrementAndGet();
                                if (Thread.currentThread() != own) {
                                    strayed.incrementAndGet();
                                }
                            });
                });
        assertEquals(100, done.get());
        assertEquals(0, strayed.get());
    }

    @Test
    void run_onThreadsOfThePoolThatAreDaemons() {
        Workers.setThreads(2);
        CountDownLatch together = new CountDownLatch(2);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Workers.run(
                2,
                i -> {
                    seen.add(Thread.currentThread());
                    together.countDown();
                    awaitQuietly(together);
                });
        seen.remove(Thread.currentThread());
        assertEquals(1, seen.size());
        assertTrue(seen.stream().allMatch(Thread::isDaemon));
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3})
    void failure_isThrownAndStopsTheRest(int threads) {
        Workers.setThreads(threads);
        IllegalStateException thrown = new IllegalStateException("task 0");
        AtomicInteger done = new AtomicInteger();
        int tasks = 1_000_000;
        RuntimeException caught =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                Workers.run(
                                        tasks,
                                        i -> {
                                            if (i == 0) {
                                                throw thrown;
                                            }
                                            done.incrementAndGet();
                                            Thread.onSpinWait();
                                        }));
        assertSame(thrown, caught);
        assertTrue(done.get() < tasks - 1, "all other tasks were done");
        Workers.run(10, i -> done.incrementAndGet());
    }

    @Test
    void failures_afterTheFirstAreSuppressed() {
        Workers.setThreads(2);
        CountDownLatch together = new CountDownLatch(2);
        Error caught =
                assertThrows(
                        AssertionError.class,
                        () ->
                                Workers.run(
                                        2,
                                        i -> {
                                            together.countDown();
                                            awaitQuietly(together);
                                            throw new AssertionError("task " + i);
                                        }));
        assertEquals(1, caught.getSuppressed().length);
    }

    @Test
    void interrupt_isKeptAndDoesNotShortenTheCall() {
        Workers.setThreads(2);
        AtomicInteger done = new AtomicInteger();
        Thread.currentThread().interrupt();
        Workers.run(100, i -> done.incrementAndGet());
        assertTrue(Thread.interrupted());
        assertEquals(100, done.get());
    }

    @Test
    void callers_canBeMany() throws InterruptedException {
        Workers.setThreads(3);
        AtomicInteger done = new AtomicInteger();
        Thread[] callers = new Thread[8];
        for (int t = 0; t < callers.length; t++) {
            callers[t] =
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int r = 0; r < 50; r++) {
                                    Workers.run(20, i -> done.incrementAndGet());
                                }
                            });
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(8 * 50 * 20, done.get());
    }

    @Test
    void threads_sleepWhenNothingComes() {
        Workers.setThreads(2);
        CountDownLatch together = new CountDownLatch(2);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Workers.run(
                2,
                i -> {
                    seen.add(Thread.currentThread());
                    together.countDown();
                    awaitQuietly(together);
                });
        seen.remove(Thread.currentThread());
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    while (seen.iterator().next().getState() != Thread.State.WAITING) {
                        Thread.sleep(1);
                    }
                });
    }

    @Test
    void run_againAndAgainMissesNothing() throws InterruptedException {
        Workers.setThreads(3);
        AtomicInteger done = new AtomicInteger();
        for (int r = 0; r < 20_000; r++) {
            Workers.run(1 + r % 7, i -> done.incrementAndGet());
            if (r % 1000 == 0) {
                // Long enough for the threads to fall asleep.
                Thread.sleep(2);
            }
        }
        int all = 0;
        for (int r = 0; r < 20_000; r++) {
            all += 1 + r % 7;
        }
        assertEquals(all, done.get());
    }

    @Test
    void setThreads_refusesNone() {
        assertThrows(IllegalArgumentException.class, () -> Workers.setThreads(0));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
