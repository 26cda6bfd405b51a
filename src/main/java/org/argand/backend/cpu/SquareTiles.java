package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes squares of as many vectors as a vector has lanes.
 *
 * <p>Numbers whose row and lane differ in one bit change places, bit after bit: {@code low} and {@code high} make of two
 * rows that differ in that bit the new ones. The methods are long because a vector must be a local variable to live in a
 * register, and there are two of each because one that came from either array would be an object.
 */
final class SquareTiles {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private static final VectorShuffle<Double> BY1 = by(1);
    private static final VectorShuffle<Double> BY2 = by(2);
    private static final VectorShuffle<Double> BY4 = by(4);
    private static final VectorMask<Double> IN1 = in(1);
    private static final VectorMask<Double> IN2 = in(2);
    private static final VectorMask<Double> IN4 = in(4);

    private SquareTiles() {}

    private static VectorShuffle<Double> by(int bit) {
        return VectorShuffle.fromOp(S, i -> (i ^ bit) % L);
    }

    private static VectorMask<Double> in(int bit) {
        boolean[] lanes = new boolean[L];
        for (int i = 0; i < L; i++) {
            lanes[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }

    private static DoubleVector low1(DoubleVector a, DoubleVector b) {
        return a.blend(b.rearrange(BY1), IN1);
    }

    private static DoubleVector high1(DoubleVector a, DoubleVector b) {
        return a.rearrange(BY1).blend(b, IN1);
    }

    private static DoubleVector low2(DoubleVector a, DoubleVector b) {
        return a.blend(b.rearrange(BY2), IN2);
    }

    private static DoubleVector high2(DoubleVector a, DoubleVector b) {
        return a.rearrange(BY2).blend(b, IN2);
    }

    private static DoubleVector low4(DoubleVector a, DoubleVector b) {
        return a.blend(b.rearrange(BY4), IN4);
    }

    private static DoubleVector high4(DoubleVector a, DoubleVector b) {
        return a.rearrange(BY4).blend(b, IN4);
    }

    /** Row i is at {@code from[f + i]}, and the transposed one comes to {@code to[t + i]}. */
    static void transpose(double[] p, int[] from, int f, int[] to, int t) {
        switch (L) {
            case 2 -> two(p, from, f, to, t);
            case 4 -> four(p, from, f, to, t);
            case 8 -> eight(p, from, f, to, t);
            default -> any(p, from, f, to, t);
        }
    }

    /** Row i is at {@code from[i] + x} of {@code v}, and the transposed one comes to {@code to[t + i]} of {@code p}. */
    static void read(float[] v, int x, int[] from, double[] p, int[] to, int t) {
        switch (L) {
            case 2 -> two(v, x, from, p, to, t);
            case 4 -> four(v, x, from, p, to, t);
            case 8 -> eight(v, x, from, p, to, t);
            default -> {
                for (int i = 0; i < L; i++) {
                    for (int j = 0; j < L; j++) {
                        p[to[t + j] + i] = v[from[i] + x + j];
                    }
                }
            }
        }
    }

    /** Adds to each lane of either vector the one next to it: sums of {@code a} in even lanes, of {@code b} in odd ones. */
    static DoubleVector sum1(DoubleVector a, DoubleVector b) {
        return low1(a, b).add(high1(a, b));
    }

    /** As {@link #sum1} of lanes two apart. */
    static DoubleVector sum2(DoubleVector a, DoubleVector b) {
        return low2(a, b).add(high2(a, b));
    }

    /** As {@link #sum1} of lanes four apart. */
    static DoubleVector sum4(DoubleVector a, DoubleVector b) {
        return low4(a, b).add(high4(a, b));
    }

    private static void two(double[] p, int[] from, int f, int[] to, int t) {
        DoubleVector a0 = get(p, from[f]);
        DoubleVector a1 = get(p, from[f + 1]);
        low1(a0, a1).intoArray(p, to[t]);
        high1(a0, a1).intoArray(p, to[t + 1]);
    }

    private static void two(float[] v, int x, int[] from, double[] p, int[] to, int t) {
        DoubleVector a0 = Widening.get(v, from[0] + x);
        DoubleVector a1 = Widening.get(v, from[1] + x);
        low1(a0, a1).intoArray(p, to[t]);
        high1(a0, a1).intoArray(p, to[t + 1]);
    }

    private static void four(double[] p, int[] from, int f, int[] to, int t) {
        DoubleVector a0 = get(p, from[f]);
        DoubleVector a1 = get(p, from[f + 1]);
        DoubleVector a2 = get(p, from[f + 2]);
        DoubleVector a3 = get(p, from[f + 3]);
        DoubleVector b0 = low2(a0, a2);
        DoubleVector b1 = low2(a1, a3);
        DoubleVector b2 = high2(a0, a2);
        DoubleVector b3 = high2(a1, a3);
        low1(b0, b1).intoArray(p, to[t]);
        high1(b0, b1).intoArray(p, to[t + 1]);
        low1(b2, b3).intoArray(p, to[t + 2]);
        high1(b2, b3).intoArray(p, to[t + 3]);
    }

    private static void four(float[] v, int x, int[] from, double[] p, int[] to, int t) {
        DoubleVector a0 = Widening.get(v, from[0] + x);
        DoubleVector a1 = Widening.get(v, from[1] + x);
        DoubleVector a2 = Widening.get(v, from[2] + x);
        DoubleVector a3 = Widening.get(v, from[3] + x);
        DoubleVector b0 = low2(a0, a2);
        DoubleVector b1 = low2(a1, a3);
        DoubleVector b2 = high2(a0, a2);
        DoubleVector b3 = high2(a1, a3);
        low1(b0, b1).intoArray(p, to[t]);
        high1(b0, b1).intoArray(p, to[t + 1]);
        low1(b2, b3).intoArray(p, to[t + 2]);
        high1(b2, b3).intoArray(p, to[t + 3]);
    }

    private static void eight(double[] p, int[] from, int f, int[] to, int t) {
        DoubleVector a0 = get(p, from[f]);
        DoubleVector a1 = get(p, from[f + 1]);
        DoubleVector a2 = get(p, from[f + 2]);
        DoubleVector a3 = get(p, from[f + 3]);
        DoubleVector a4 = get(p, from[f + 4]);
        DoubleVector a5 = get(p, from[f + 5]);
        DoubleVector a6 = get(p, from[f + 6]);
        DoubleVector a7 = get(p, from[f + 7]);
        DoubleVector b0 = low4(a0, a4);
        DoubleVector b1 = low4(a1, a5);
        DoubleVector b2 = low4(a2, a6);
        DoubleVector b3 = low4(a3, a7);
        DoubleVector b4 = high4(a0, a4);
        DoubleVector b5 = high4(a1, a5);
        DoubleVector b6 = high4(a2, a6);
        DoubleVector b7 = high4(a3, a7);
        a0 = low2(b0, b2);
        a1 = low2(b1, b3);
        a2 = high2(b0, b2);
        a3 = high2(b1, b3);
        a4 = low2(b4, b6);
        a5 = low2(b5, b7);
        a6 = high2(b4, b6);
        a7 = high2(b5, b7);
        low1(a0, a1).intoArray(p, to[t]);
        high1(a0, a1).intoArray(p, to[t + 1]);
        low1(a2, a3).intoArray(p, to[t + 2]);
        high1(a2, a3).intoArray(p, to[t + 3]);
        low1(a4, a5).intoArray(p, to[t + 4]);
        high1(a4, a5).intoArray(p, to[t + 5]);
        low1(a6, a7).intoArray(p, to[t + 6]);
        high1(a6, a7).intoArray(p, to[t + 7]);
    }

    private static void eight(float[] v, int x, int[] from, double[] p, int[] to, int t) {
        DoubleVector a0 = Widening.get(v, from[0] + x);
        DoubleVector a1 = Widening.get(v, from[1] + x);
        DoubleVector a2 = Widening.get(v, from[2] + x);
        DoubleVector a3 = Widening.get(v, from[3] + x);
        DoubleVector a4 = Widening.get(v, from[4] + x);
        DoubleVector a5 = Widening.get(v, from[5] + x);
        DoubleVector a6 = Widening.get(v, from[6] + x);
        DoubleVector a7 = Widening.get(v, from[7] + x);
        DoubleVector b0 = low4(a0, a4);
        DoubleVector b1 = low4(a1, a5);
        DoubleVector b2 = low4(a2, a6);
        DoubleVector b3 = low4(a3, a7);
        DoubleVector b4 = high4(a0, a4);
        DoubleVector b5 = high4(a1, a5);
        DoubleVector b6 = high4(a2, a6);
        DoubleVector b7 = high4(a3, a7);
        a0 = low2(b0, b2);
        a1 = low2(b1, b3);
        a2 = high2(b0, b2);
        a3 = high2(b1, b3);
        a4 = low2(b4, b6);
        a5 = low2(b5, b7);
        a6 = high2(b4, b6);
        a7 = high2(b5, b7);
        low1(a0, a1).intoArray(p, to[t]);
        high1(a0, a1).intoArray(p, to[t + 1]);
        low1(a2, a3).intoArray(p, to[t + 2]);
        high1(a2, a3).intoArray(p, to[t + 3]);
        low1(a4, a5).intoArray(p, to[t + 4]);
        high1(a4, a5).intoArray(p, to[t + 5]);
        low1(a6, a7).intoArray(p, to[t + 6]);
        high1(a6, a7).intoArray(p, to[t + 7]);
    }

    /** Vectors wider than those. */
    private static void any(double[] p, int[] from, int f, int[] to, int t) {
        for (int i = 0; i < L; i++) {
            for (int j = 0; j < i; j++) {
                double x = p[from[f + i] + j];
                p[from[f + i] + j] = p[from[f + j] + i];
                p[from[f + j] + i] = x;
            }
        }
        for (int i = 0; i < L; i++) {
            get(p, from[f + i]).intoArray(p, to[t + i]);
        }
    }
}
