package org.argand.backend.cpu;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FftKernel} on doubles with the Vector API; rows shorter than a vector are left to {@link DoubleScalarFft}.
 *
 * <p>The last vector of a row ends with it, so it may do some numbers a second time.
 */
final class DoubleVectorFft extends DoubleScalarFft {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> BITS = S.withLanes(long.class);
    private static final int LANES = S.length();

    /** Which lanes of two vectors, one after the other, come into a vector. */
    private static final LongVector EVEN = LongVector.fromArray(BITS, picked(0, 2, 0), 0);

    private static final LongVector ODD = LongVector.fromArray(BITS, picked(1, 2, 0), 0);
    static final LongVector LOW = LongVector.fromArray(BITS, picked(0, 1, 0), 0);
    static final LongVector HIGH = LongVector.fromArray(BITS, picked(0, 1, LANES / 2), 0);
    private static final VectorShuffle<Double> REVERSED =
            VectorShuffle.iota(S, LANES - 1, -1, false);

    /** Lanes first, first + step, … of two vectors; with step 1 the vectors take turns. */
    private static long[] picked(int first, int step, int skip) {
        long[] lanes = new long[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = step == 2 ? first + 2 * i : skip + i / 2 + i % 2 * LANES;
        }
        return lanes;
    }

    @Override
    public void pass(
            int radix,
            int count,
            int s,
            double[] factors,
            double[] roots,
            Planes<double[]> x,
            Planes<double[]> y) {
        if (s < LANES) {
            super.pass(radix, count, s, factors, roots, x, y);
            return;
        }
        if (count == 1) {
            DoubleVectorLastButterflies.pass(radix, s, roots, x, y);
            return;
        }
        switch (radix) {
            case 2 -> DoubleVectorButterflies.two(count, s, factors, x, y);
            case 3 -> DoubleVectorOddButterflies.three(count, s, factors, x, y);
            case 4 -> DoubleVectorButterflies.four(count, s, factors, x, y);
            case 5 -> DoubleVectorOddButterflies.five(count, s, factors, x, y);
            case 7 -> DoubleVectorOddButterflies.seven(count, s, factors, x, y);
            case 8 -> DoubleVectorButterflies.eight(count, s, factors, x, y);
            default -> DoubleVectorPrimeButterflies.any(radix, count, s, factors, roots, x, y);
        }
    }

    @Override
    public void multiply(
            Planes<double[]> x,
            int from,
            Planes<double[]> w,
            int first,
            Planes<double[]> y,
            int count,
            int lanes) {
        if (lanes == 1 && count >= LANES) {
            elements(x, from, w, first, y, count);
        } else if (lanes >= LANES) {
            rows(x, from, w, first, y, from, lanes, count, lanes);
        } else {
            super.multiply(x, from, w, first, y, count, lanes);
        }
    }

    private static void elements(
            Planes<double[]> x,
            int from,
            Planes<double[]> w,
            int first,
            Planes<double[]> y,
            int count) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] wr = w.re();
        double[] wi = w.im();
        double[] yr = y.re();
        double[] yi = y.im();
        for (int v = 0; v < count; v += LANES) {
            int j = Math.min(v, count - LANES);
            DoubleVector re = DoubleVector.fromArray(S, xr, from + j);
            DoubleVector im = DoubleVector.fromArray(S, xi, from + j);
            DoubleVector c = DoubleVector.fromArray(S, wr, first + j);
            DoubleVector d = DoubleVector.fromArray(S, wi, first + j);
            re.mul(c).sub(im.mul(d)).intoArray(yr, from + j);
            re.fma(d, im.mul(c)).intoArray(yi, from + j);
        }
    }

    /** Rows of numbers that share a factor, from {@code lanes} apart to {@code pitch} apart. */
    private static void rows(
            Planes<double[]> x,
            int from,
            Planes<double[]> w,
            int first,
            Planes<double[]> y,
            int to,
            int pitch,
            int count,
            int lanes) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        for (int j = 0; j < count; j++) {
            DoubleVector c = DoubleVector.broadcast(S, w.re()[first + j]);
            DoubleVector d = DoubleVector.broadcast(S, w.im()[first + j]);
            for (int v = 0; v < lanes; v += LANES) {
                int l = Math.min(v, lanes - LANES);
                DoubleVector re = DoubleVector.fromArray(S, xr, from + j * lanes + l);
                DoubleVector im = DoubleVector.fromArray(S, xi, from + j * lanes + l);
                re.mul(c).sub(im.mul(d)).intoArray(yr, to + j * pitch + l);
                re.fma(d, im.mul(c)).intoArray(yi, to + j * pitch + l);
            }
        }
    }

    @Override
    public void transpose(
            double[] x,
            int from,
            int pitch,
            int rows,
            int columns,
            double[] y,
            int to,
            int newPitch) {
        if (!DoubleVectorSquare.fits() || rows < LANES || columns < LANES) {
            super.transpose(x, from, pitch, rows, columns, y, to, newPitch);
            return;
        }
        int[] sources = steps(pitch);
        int[] targets = steps(newPitch);
        for (int u = 0; u < rows; u += LANES) {
            int i = Math.min(u, rows - LANES);
            for (int v = 0; v < columns; v += LANES) {
                int j = Math.min(v, columns - LANES);
                int f = from + i * pitch + j;
                int t = to + j * newPitch + i;
                DoubleVectorSquare.transpose(x, x, sources, f, 1, y, y, targets, t);
            }
        }
    }

    @Override
    public void turn(
            Planes<double[]> x,
            int from,
            int pitch,
            int rows,
            int columns,
            int lanes,
            Planes<double[]> w,
            int first,
            int wPitch,
            Planes<double[]> y,
            int to,
            int newPitch) {
        boolean squares = lanes == 1 && rows >= LANES && columns >= LANES;
        if (squares && DoubleVectorSquare.fits()) {
            squares(x, from, pitch, rows, columns, w, first, wPitch, y, to, newPitch);
        } else if (lanes < LANES) {
            super.turn(x, from, pitch, rows, columns, lanes, w, first, wPitch, y, to, newPitch);
        } else {
            for (int i = 0; i < rows; i++) {
                int f = from + i * pitch;
                int t = to + i * lanes;
                rows(x, f, w, first + i * wPitch, y, t, newPitch, columns, lanes);
            }
        }
    }

    private static void squares(
            Planes<double[]> x,
            int from,
            int pitch,
            int rows,
            int columns,
            Planes<double[]> w,
            int first,
            int wPitch,
            Planes<double[]> y,
            int to,
            int newPitch) {
        int[] targets = steps(newPitch);
        for (int u = 0; u < rows; u += LANES) {
            int i = Math.min(u, rows - LANES);
            for (int v = 0; v < columns; v += LANES) {
                int j = Math.min(v, columns - LANES);
                int f = from + i * pitch + j;
                int factor = first + i * wPitch + j;
                int t = to + j * newPitch + i;
                DoubleVectorSquare.turn(x, f, pitch, w, factor, wPitch, y, targets, t);
            }
        }
    }

    @Override
    public void gather(double[] array, int[] at, int lanes, int n, Planes<double[]> x) {
        if (!DoubleVectorSquare.fits() || lanes < LANES || 2 * n < LANES) {
            super.gather(array, at, lanes, n, x);
            return;
        }
        int[] targets = pairs(lanes);
        for (int u = 0; u < lanes; u += LANES) {
            int l = Math.min(u, lanes - LANES);
            int[] sources = Arrays.copyOfRange(at, l, l + LANES);
            for (int v = 0; v < 2 * n; v += LANES) {
                int j = Math.min(v, 2 * n - LANES);
                int t = j / 2 * lanes + l;
                DoubleVectorSquare.transpose(
                        array, array, sources, j, 1, x.re(), x.im(), targets, t);
            }
        }
    }

    @Override
    public void scatter(
            Planes<double[]> x, int lanes, int n, double scale, double[] array, int[] at) {
        if (!DoubleVectorSquare.fits() || lanes < LANES || 2 * n < LANES) {
            super.scatter(x, lanes, n, scale, array, at);
            return;
        }
        int[] sources = pairs(lanes);
        for (int u = 0; u < lanes; u += LANES) {
            int l = Math.min(u, lanes - LANES);
            int[] targets = Arrays.copyOfRange(at, l, l + LANES);
            for (int v = 0; v < 2 * n; v += LANES) {
                int j = Math.min(v, 2 * n - LANES);
                int f = j / 2 * lanes + l;
                DoubleVectorSquare.transpose(
                        x.re(), x.im(), sources, f, scale, array, array, targets, j);
            }
        }
    }

    /** Where rows begin that are so far apart. */
    private static int[] steps(int pitch) {
        int[] rows = new int[LANES];
        for (int i = 0; i < LANES; i++) {
            rows[i] = i * pitch;
        }
        return rows;
    }

    /** Where rows of real and of imaginary parts begin that take turns. */
    private static int[] pairs(int pitch) {
        int[] rows = new int[LANES];
        for (int i = 0; i < LANES; i++) {
            rows[i] = i / 2 * pitch;
        }
        return rows;
    }

    @Override
    public void separate(double[] array, int at, int count, Planes<double[]> x, int to) {
        if (count < LANES) {
            super.separate(array, at, count, x, to);
            return;
        }
        double[] re = x.re();
        double[] im = x.im();
        // In local variables, since stores might change what a field refers to as far as a compiler
        // sees.
        LongVector even = EVEN;
        LongVector odd = ODD;
        for (int v = 0; v < count; v += LANES) {
            int j = Math.min(v, count - LANES);
            LongVector a = DoubleVector.fromArray(S, array, at + 2 * j).reinterpretAsLongs();
            LongVector b =
                    DoubleVector.fromArray(S, array, at + 2 * j + LANES).reinterpretAsLongs();
            even.selectFrom(a, b).reinterpretAsDoubles().intoArray(re, to + j);
            odd.selectFrom(a, b).reinterpretAsDoubles().intoArray(im, to + j);
        }
    }

    @Override
    public void interleave(
            Planes<double[]> x, int from, int count, double scale, double[] array, int at) {
        if (count < LANES) {
            super.interleave(x, from, count, scale, array, at);
            return;
        }
        double[] re = x.re();
        double[] im = x.im();
        DoubleVector factor = DoubleVector.broadcast(S, scale);
        LongVector low = LOW;
        LongVector high = HIGH;
        for (int v = 0; v < count; v += LANES) {
            int j = Math.min(v, count - LANES);
            LongVector a = DoubleVectorSquare.fetch(re, from + j, factor);
            LongVector b = DoubleVectorSquare.fetch(im, from + j, factor);
            low.selectFrom(a, b).reinterpretAsDoubles().intoArray(array, at + 2 * j);
            high.selectFrom(a, b).reinterpretAsDoubles().intoArray(array, at + 2 * j + LANES);
        }
    }

    @Override
    public void split(
            int h, Planes<double[]> z, Planes<double[]> w, Planes<double[]> y, int lanes) {
        boolean one = lanes == 1 && h > LANES;
        if (!one && lanes < LANES) {
            super.split(h, z, w, y, lanes);
            return;
        }
        DoubleScalarFft.ends(h, z, y, lanes);
        DoubleVector half = DoubleVector.broadcast(S, 0.5);
        int row = one ? h - 1 : lanes;
        for (int k = 1; k < (one ? 2 : h); k++) {
            for (int v = 0; v < row; v += LANES) {
                int shift = Math.min(v, row - LANES);
                int p = k * lanes + shift;
                int q = one ? h - p - LANES + 1 : (h - k) * lanes + shift;
                DoubleVector ar = DoubleVector.fromArray(S, z.re(), p);
                DoubleVector ai = DoubleVector.fromArray(S, z.im(), p);
                DoubleVector br = mirrored(one, z.re(), q);
                DoubleVector bi = mirrored(one, z.im(), q);
                DoubleVector wr = turns(one, w.re(), one ? p : k).mul(half);
                DoubleVector wi = turns(one, w.im(), one ? p : k).mul(half);
                DoubleVector dr = ai.add(bi);
                DoubleVector di = br.sub(ar);
                DoubleVector er = ar.add(br).mul(half);
                DoubleVector ei = ai.sub(bi).mul(half);
                er.add(dr.mul(wr).sub(di.mul(wi))).intoArray(y.re(), p);
                ei.add(dr.fma(wi, di.mul(wr))).intoArray(y.im(), p);
            }
        }
    }

    @Override
    public void join(int h, Planes<double[]> y, Planes<double[]> w, Planes<double[]> z, int lanes) {
        boolean one = lanes == 1 && h > LANES;
        if (!one && lanes < LANES) {
            super.join(h, y, w, z, lanes);
            return;
        }
        DoubleScalarFft.first(h, y, z, lanes);
        int row = one ? h - 1 : lanes;
        for (int k = 1; k < (one ? 2 : h); k++) {
            for (int v = 0; v < row; v += LANES) {
                int shift = Math.min(v, row - LANES);
                int p = k * lanes + shift;
                int q = one ? h - p - LANES + 1 : (h - k) * lanes + shift;
                DoubleVector ar = DoubleVector.fromArray(S, y.re(), p);
                DoubleVector ai = DoubleVector.fromArray(S, y.im(), p);
                DoubleVector br = mirrored(one, y.re(), q);
                DoubleVector bi = mirrored(one, y.im(), q);
                DoubleVector wr = turns(one, w.re(), one ? p : k);
                DoubleVector wi = turns(one, w.im(), one ? p : k);
                DoubleVector dr = ar.sub(br);
                DoubleVector di = ai.add(bi);
                ar.add(br).add(dr.mul(wi).sub(di.mul(wr))).intoArray(z.re(), p);
                ai.sub(bi).add(dr.fma(wr, di.mul(wi))).intoArray(z.im(), p);
            }
        }
    }

    /** The numbers from there on, in descending order if the lines lie one by one. */
    private static DoubleVector mirrored(boolean one, double[] x, int at) {
        DoubleVector v = DoubleVector.fromArray(S, x, at);
        return one ? v.rearrange(REVERSED) : v;
    }

    /** The factors from there on if the lines lie one by one, else that factor for all lanes. */
    private static DoubleVector turns(boolean one, double[] w, int at) {
        return one ? DoubleVector.fromArray(S, w, at) : DoubleVector.broadcast(S, w[at]);
    }
}
