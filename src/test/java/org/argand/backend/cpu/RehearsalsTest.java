package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trials end: with a win after many rounds, with patience, with a failure; all on one thread. */
@Timeout(60)
class RehearsalsTest {

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(300);

    private final Rehearsals rehearsals = new Rehearsals(PATIENCE);

    /** A trial that counts its rounds and keeps how it ended. */
    private static final class Counted implements Rehearsals.Trial {
        final AtomicInteger rounds = new AtomicInteger();
        final List<Boolean> ends = new ArrayList<>();
        final CountDownLatch over = new CountDownLatch(1);
        private final BooleanSupplier round;

        Counted(BooleanSupplier round) {
            this.round = round;
        }

        @Override
        public boolean win() {
            rounds.incrementAndGet();
            return round.getAsBoolean();
        }

        @Override
        public void over(boolean won) {
            ends.add(won);
            over.countDown();
        }
    }

    @Test
    void trial_isWonAfterManyRoundsOnly() throws InterruptedException {
        Counted trial = new Counted(() -> true);
        rehearsals.add(trial, false);
        rehearsals.await(trial, trial.over);
        assertEquals(List.of(true), trial.ends);
        assertTrue(trial.rounds.get() >= 1000, trial.rounds + " rounds");
    }

    @Test
    void trial_thatWinsEverySecondRoundIsLostWithPatience() throws InterruptedException {
        AtomicInteger turn = new AtomicInteger();
        Counted trial = new Counted(() -> turn.incrementAndGet() % 2 == 0);
        rehearsals.add(trial, false);
        rehearsals.await(trial, trial.over);
        assertEquals(List.of(false), trial.ends);
    }

    @Test
    void trial_thatFailsIsLostAndTheNextGoesOn() throws InterruptedException {
        Counted failing =
                new Counted(() -> {
                    throw new IllegalStateException("no such kernel");
                });
        Counted next = new Counted(() -> true);
        rehearsals.add(failing, false);
        rehearsals.add(next, false);
        rehearsals.awaitAll();
        assertEquals(List.of(false), failing.ends);
        assertEquals(1, failing.rounds.get());
        assertEquals(List.of(true), next.ends);
    }

    @Test
    void trials_areManyOnOneThread() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Counted> trials = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Counted trial =
                    new Counted(() -> {
                        synchronized (threads) {
                            if (!threads.contains(Thread.currentThread())) {
                                threads.add(Thread.currentThread());
                            }
                        }
                        return true;
                    });
            trials.add(trial);
            rehearsals.add(trial, false);
        }
        rehearsals.awaitAll();
        assertTrue(trials.stream().allMatch(t -> t.ends.equals(List.of(true))));
        assertEquals(1, threads.size());
        assertTrue(threads.getFirst().isDaemon());
        assertFalse(threads.contains(Thread.currentThread()));
    }

    @Test
    void trial_thatIsToBeFirstGoesBeforeThoseThatWait() throws InterruptedException {
        CountDownLatch allAdded = new CountDownLatch(1);
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        rehearsals.add(
                new Counted(() -> {
                    awaitUninterruptibly(allAdded);
                    return true;
                }),
                false);
        for (String name : List.of("second", "third")) {
            rehearsals.add(new Counted(() -> begins(begun, name)), false);
        }
        rehearsals.add(new Counted(() -> begins(begun, "first")), true);
        allAdded.countDown();
        rehearsals.awaitAll();
        assertEquals(List.of("first", "second", "third"), begun);
    }

    @Test
    void trial_thatIsAwaitedGoesBeforeThoseThatWait() throws InterruptedException {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch allAdded = new CountDownLatch(1);
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        rehearsals.add(
                new Counted(() -> {
                    underWay.countDown();
                    awaitUninterruptibly(allAdded);
                    return true;
                }),
                false);
        // Otherwise the trial that is awaited may come before this one, too.
        underWay.await();
        rehearsals.add(new Counted(() -> begins(begun, "second")), false);
        Counted awaited = new Counted(() -> begins(begun, "first"));
        rehearsals.add(awaited, false);
        Thread waiter =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                rehearsals.await(awaited, awaited.over);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException("interrupted", e);
                            }
                        });
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        allAdded.countDown();
        waiter.join();
        rehearsals.awaitAll();
        assertEquals(List.of("first", "second"), begun);
    }

    private static boolean begins(List<String> begun, String name) {
        if (!begun.contains(name)) {
            begun.add(name);
        }
        return true;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
