package org.argand.phy.wifi;

import java.util.ArrayList;
import java.util.List;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;

/**
 * Finds where short training fields may end: samples that repeat after 16 (Schmidl and Cox 1997, equation (8), with the energies of both
 * halves).
 *
 * <p>{@code M(d) = |Σ y_{d+k+16}·conj(y_{d+k})|²/(Σ|y_{d+k}|²·Σ|y_{d+k+16}|²)} over 48 samples is 1 in a short training
 * field, (SNR/(1 + SNR))² with noise, and 1/48 on average in noise alone. The mean of 16 samples is subtracted
 * first: the carrier that a receiver leaks into its own band repeats too, and the training field has none.
 */
final class PacketDetector {
    private static final int PERIOD = 16;
    private static final int LENGTH = 48;

    /** Where SNR = 0 dB lies; one in a million windows of noise comes so far. */
    private static final double THRESHOLD = 0.25;

    /** A shorter plateau is chance, a shorter gap in one is noise. */
    private static final int SHORTEST = 8;

    /** What goes on for longer than a training field may hide one: it is looked at piece by piece. */
    private static final int LONGEST = 192;

    /** Samples looked at together, which bounds the memory. */
    private static final int BLOCK = 1 << 20;

    /** Samples at both ends of a block that the filters reach over. */
    private static final int REACH = 3 * PERIOD + LENGTH;

    private final Recording recording;

    PacketDetector(Recording recording) {
        this.recording = recording;
    }

    /** Samples at which plateaus end, in order: about 120 after the beginning of a frame, earlier in noise. */
    List<Long> plateauEnds() {
        List<Long> ends = new ArrayList<>();
        Plateau plateau = new Plateau(ends);
        for (long from = 0; from < recording.length(); from += BLOCK) {
            long to = Math.min(from + BLOCK, recording.length());
            boolean[] above = above(from, to);
            for (int d = 0; d < above.length; d++) {
                plateau.next(from + d, above[d]);
            }
        }
        plateau.close();
        return ends;
    }

    /** Whether M is above the threshold, for d from {@code from} to {@code to}. */
    private boolean[] above(long from, long to) {
        try (Scope _ = Scope.open()) {
            Tensor y = recording.slice(from - PERIOD / 2, to + REACH);
            Tensor mean = runningSum(y, PERIOD).mul(1.0 / PERIOD);
            long n = mean.dim(0);
            Tensor x = y.slice(0, PERIOD / 2, PERIOD / 2 + n).sub(mean).realise();
            Tensor early = x.slice(0, 0, n - PERIOD);
            Tensor late = x.slice(0, PERIOD, n);
            Tensor energy = runningSum(x.abs2(), LENGTH);
            Tensor product = runningSum(late.mul(early.conj()), LENGTH).abs2();
            long m = product.dim(0);
            Tensor both = energy.slice(0, 0, m).mul(energy.slice(0, PERIOD, PERIOD + m));
            // Silence that is silent but for rounding repeats, too.
            Tensor least = both.max().mul(1e-14);
            Tensor above = product.greater(both.mul(THRESHOLD)).and(both.greater(least));
            return above.slice(0, 0, to - from).toBooleans();
        }
    }

    /** Sums of {@code n} neighbours along the last axis, by sums of 1, 2, 4 … of them. */
    static Tensor runningSum(Tensor x, int n) {
        long length = x.dim(-1) - n + 1;
        Tensor sum = Tensor.scalar(x.dtype(), 0).to(x.device());
        Tensor power = x;
        int size = 1;
        int done = 0;
        while (true) {
            if ((n & size) != 0) {
                sum = sum.add(power.slice(-1, done, done + length));
                done += size;
            }
            if (done == n) {
                return sum.realise();
            }
            long m = power.dim(-1);
            power = power.slice(-1, 0, m - size).add(power.slice(-1, size, m)).realise();
            size *= 2;
        }
    }

    /** The plateau being walked over. */
    private static final class Plateau {
        private final List<Long> ends;
        private long begin = -1;
        private long last = -1;

        Plateau(List<Long> ends) {
            this.ends = ends;
        }

        void next(long d, boolean above) {
            if (above) {
                begin = begin < 0 ? d : begin;
                last = d;
                if (last - begin > LONGEST) {
                    ends.add(last);
                    begin = last - LONGEST / 2;
                }
            } else if (begin >= 0 && d - last > SHORTEST) {
                close();
            }
        }

        void close() {
            if (begin >= 0 && last - begin >= SHORTEST) {
                ends.add(last);
            }
            begin = -1;
        }
    }
}
