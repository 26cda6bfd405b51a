package org.argand.backend.cpu;

import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The one background thread that rehearses vector kernels until the JIT compiler has got to them.
 *
 * <p>It heats one kernel at a time, in the order of first use but for those that are to come first: so many rounds that the
 * compiler takes notice. Compiling takes a while, so a heated kernel is put aside and probed now and then until it wins, while
 * the next is heated. The thread works a few milliseconds at a time and rests as long, so that it leaves half a processor to
 * others.
 */
final class Rehearsals {
    private static final Logger LOGGER = System.getLogger(Rehearsals.class.getName());

    /** Rounds after which HotSpot's counters (600 calls and 15 000 loops, or 5000 calls) have mostly run over. */
    private static final int HEAT = 1500;

    /** Rounds won one after another that decide. */
    private static final int WINS = 20;

    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PROBE = TimeUnit.MICROSECONDS.toNanos(300);
    private static final long BETWEEN_PROBES = TimeUnit.MILLISECONDS.toNanos(10);

    /** Work after which a kernel is only probed, cold ones waiting or not. */
    private static final long EFFORT = TimeUnit.SECONDS.toNanos(2);

    /** A kernel that has not won in this time will not. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    /** Those of the CPU backend. */
    static final Rehearsals ALL = new Rehearsals();

    private final long patience;
    private final Deque<Candidate> cold = new ArrayDeque<>();
    private final Queue<Candidate> heated = new PriorityQueue<>();
    private int underWay;
    private int waiting;
    private boolean started;

    Rehearsals() {
        this(PATIENCE);
    }

    /** With a thread of its own, which gives a kernel up after {@code patience} nanoseconds. */
    Rehearsals(long patience) {
        this.patience = patience;
    }

    /** A vector kernel beside the plain one. */
    interface Trial {
        /** Runs both; whether the vector kernel was the faster. */
        boolean win();

        /** Called once, when the trial is over. */
        void over(boolean won);
    }

    /** Rehearses {@code trial} from now on: before the others that are cold yet if it is {@code first}, else after them. */
    synchronized void add(Trial trial, boolean first) {
        Candidate candidate = new Candidate(trial, patience);
        if (first) {
            cold.addFirst(candidate);
        } else {
            cold.addLast(candidate);
        }
        underWay++;
        if (!started) {
            started = true;
            Thread thread = new Thread(null, this::work, "argand-warm-up", 0, false);
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
        notifyAll();
    }

    /** Waits for the end of a trial, which comes before the others that are cold yet; the thread takes no rests meanwhile. */
    void await(Trial trial, CountDownLatch end) throws InterruptedException {
        prefer(trial);
        waiting(1);
        try {
            end.await();
        } finally {
            waiting(-1);
        }
    }

    /** Waits until no trial is under way: every kernel in use is the one that stays. */
    void awaitAll() throws InterruptedException {
        waiting(1);
        try {
            awaitNone();
        } finally {
            waiting(-1);
        }
    }

    private synchronized void prefer(Trial trial) {
        for (Candidate c : cold) {
            if (c.trial == trial) {
                cold.remove(c);
                cold.addFirst(c);
                return;
            }
        }
    }

    private synchronized void awaitNone() throws InterruptedException {
        while (underWay > 0) {
            wait();
        }
    }

    private synchronized void leave() {
        underWay--;
        notifyAll();
    }

    private synchronized void waiting(int more) {
        waiting += more;
        notifyAll();
    }

    private void work() {
        try {
            Lanes.load();
            while (true) {
                Candidate next = take();
                long begin = System.nanoTime();
                if (next.rehearse(begin, slice(next))) {
                    leave();
                } else {
                    putBack(next);
                }
                rest(System.nanoTime() - begin);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The heated one whose turn it is, else the next cold one, else the next heated one. */
    private synchronized Candidate take() throws InterruptedException {
        while (true) {
            Candidate probe = heated.peek();
            long left = probe == null ? Long.MAX_VALUE : probe.due - System.nanoTime();
            if (probe != null && left <= 0) {
                return heated.remove();
            }
            if (!cold.isEmpty()) {
                return cold.remove();
            }
            if (probe == null) {
                wait();
            } else if (probe.spent < EFFORT) {
                return heated.remove();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }
    }

    private synchronized long slice(Candidate candidate) {
        boolean probe = candidate.spent >= EFFORT || (candidate.isHeated() && !cold.isEmpty());
        return probe ? PROBE : SLICE;
    }

    private synchronized void putBack(Candidate candidate) {
        if (candidate.isHeated()) {
            candidate.due = System.nanoTime() + BETWEEN_PROBES;
            heated.add(candidate);
        } else {
            cold.addFirst(candidate);
        }
    }

    private synchronized void rest(long nanos) throws InterruptedException {
        if (waiting == 0) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
    }

    /** A trial and how it stands. */
    private static final class Candidate implements Comparable<Candidate> {
        private final Trial trial;
        private final long patience;
        private long first;
        private long spent;
        private int rounds;
        private int wins;
        private long due;

        Candidate(Trial trial, long patience) {
            this.trial = trial;
            this.patience = patience;
        }

        boolean isHeated() {
            return rounds >= HEAT;
        }

        @Override
        public int compareTo(Candidate other) {
            return Long.compare(due, other.due);
        }

        /** Some rounds from {@code begin} on; whether the trial is over with them. */
        boolean rehearse(long begin, long slice) {
            first = rounds == 0 ? begin : first;
            try {
                do {
                    wins = trial.win() ? wins + 1 : 0;
                    rounds++;
                } while (!hasWon() && System.nanoTime() - begin < slice);
            } catch (RuntimeException | LinkageError | AssertionError failure) {
                LOGGER.log(
                        Logger.Level.WARNING, "a vector kernel failed; plain Java serves", failure);
                trial.over(false);
                return true;
            }
            spent += System.nanoTime() - begin;
            boolean over = hasWon() || System.nanoTime() - first > patience;
            if (over) {
                trial.over(hasWon());
            }
            return over;
        }

        private boolean hasWon() {
            return isHeated() && wins >= WINS;
        }
    }
}
