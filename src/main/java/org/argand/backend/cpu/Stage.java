package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * One pass of Stockham's algorithm: transforms of length {@code radix · count}, of which {@code stride} are interleaved,
 * become radix times as many of length count.
 *
 * @param factors those of outputs 1 … radix − 1 for each p in turn, as (re, im); none in the last pass: they are 1
 * @param roots those of the radix, see {@link FftArrays#roots}
 */
record Stage<T>(int radix, int count, int stride, T factors, T roots) {
    /** The passes for length n, with the given radices; {@code roots} are those of a multiple of n. */
    static <T> List<Stage<T>> all(
            FftArrays<T> arrays, int n, List<Integer> radices, RootsOfUnity roots, int multiple) {
        List<Stage<T>> stages = new ArrayList<>();
        int stride = 1;
        for (int radix : radices) {
            int count = n / stride / radix;
            stages.add(of(arrays, radix, count, stride, roots, multiple));
            stride *= radix;
        }
        return stages;
    }

    private static <T> Stage<T> of(
            FftArrays<T> arrays, int radix, int count, int stride, RootsOfUnity all, int multiple) {
        double[] factors = new double[count == 1 ? 0 : 2 * count * (radix - 1)];
        int at = 0;
        for (int p = 0; p < count && count > 1; p++) {
            for (int k = 1; k < radix; k++) {
                long turn = (long) p * k * stride * multiple;
                factors[at++] = all.cos(turn);
                factors[at++] = -all.sin(turn);
            }
        }
        return new Stage<>(radix, count, stride, arrays.table(factors), arrays.roots(radix));
    }

    /** Does those passes one after the other; returns which of the two planes the results are in. */
    static <T> Planes<T> run(
            List<Stage<T>> stages, FftKernel<T> kernel, Planes<T> x, Planes<T> work, int lanes) {
        Planes<T> from = x;
        Planes<T> to = work;
        for (Stage<T> s : stages) {
            kernel.pass(s.radix, s.count, s.stride * lanes, s.factors, s.roots, from, to);
            Planes<T> done = to;
            to = from;
            from = done;
        }
        return from;
    }
}
