package org.argand.backend.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FftKernel} on floats with the Vector API; rows shorter than a vector are left to {@link FloatScalarFft}.
 *
 * <p>The last vector of a row ends with it, so it may do some numbers a second time.
 */
final class FloatVectorFft extends FloatScalarFft {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> BITS = S.withLanes(int.class);
    private static final int LANES = S.length();

    /** Which lanes of two vectors, one after the other, come into a vector. */
    private static final IntVector EVEN = IntVector.fromArray(BITS, picked(0, 2, 0), 0);

    private static final IntVector ODD = IntVector.fromArray(BITS, picked(1, 2, 0), 0);
    static final IntVector LOW = IntVector.fromArray(BITS, picked(0, 1, 0), 0);
    static final IntVector HIGH = IntVector.fromArray(BITS, picked(0, 1, LANES / 2), 0);
    private static final VectorShuffle<Float> REVERSED =
            VectorShuffle.iota(S, LANES - 1, -1, false);

    /** Lanes first, first + step, … of two vectors; with step 1 the vectors take turns. */
    private static int[] picked(int first, int step, int skip) {
        int[] lanes = new int[LANES];
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
            float[] factors,
            float[] roots,
            Planes<float[]> x,
            Planes<float[]> y) {
        if (s < LANES) {
            super.pass(radix, count, s, factors, roots, x, y);
            return;
        }
        if (count == 1) {
            FloatVectorLastButterflies.pass(radix, s, roots, x, y);
            return;
        }
        switch (radix) {
            case 2 -> FloatVectorButterflies.two(count, s, factors, x, y);
            case 3 -> FloatVectorOddButterflies.three(count, s, factors, x, y);
            case 4 -> FloatVectorButterflies.four(count, s, factors, x, y);
            case 5 -> FloatVectorOddButterflies.five(count, s, factors, x, y);
            case 7 -> FloatVectorOddButterflies.seven(count, s, factors, x, y);
            case 8 -> FloatVectorButterflies.eight(count, s, factors, x, y);
            default -> FloatVectorPrimeButterflies.any(radix, count, s, factors, roots, x, y);
        }
    }

    @Override
    public void multiply(
            Planes<float[]> x,
            int from,
            Planes<float[]> w,
            int first,
            Planes<float[]> y,
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
            Planes<float[]> x,
            int from,
            Planes<float[]> w,
            int first,
            Planes<float[]> y,
            int count) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] wr = w.re();
        float[] wi = w.im();
        float[] yr = y.re();
        float[] yi = y.im();
        for (int v = 0; v < count; v += LANES) {
            int j = Math.min(v, count - LANES);
            FloatVector re = FloatVector.fromArray(S, xr, from + j);
            FloatVector im = FloatVector.fromArray(S, xi, from + j);
            FloatVector c = FloatVector.fromArray(S, wr, first + j);
            FloatVector d = FloatVector.fromArray(S, wi, first + j);
            re.mul(c).sub(im.mul(d)).intoArray(yr, from + j);
            re.fma(d, im.mul(c)).intoArray(yi, from + j);
        }
    }

    /** Rows of numbers that share a factor, from {@code lanes} apart to {@code pitch} apart. */
    private static void rows(
            Planes<float[]> x,
            int from,
            Planes<float[]> w,
            int first,
            Planes<float[]> y,
            int to,
            int pitch,
            int count,
            int lanes) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        for (int j = 0; j < count; j++) {
            FloatVector c = FloatVector.broadcast(S, w.re()[first + j]);
            FloatVector d = FloatVector.broadcast(S, w.im()[first + j]);
            for (int v = 0; v < lanes; v += LANES) {
                int l = Math.min(v, lanes - LANES);
                FloatVector re = FloatVector.fromArray(S, xr, from + j * lanes + l);
                FloatVector im = FloatVector.fromArray(S, xi, from + j * lanes + l);
                re.mul(c).sub(im.mul(d)).intoArray(yr, to + j * pitch + l);
                re.fma(d, im.mul(c)).intoArray(yi, to + j * pitch + l);
            }
        }
    }

    @Override
    public void transpose(
            float[] x,
            int from,
            int pitch,
            int rows,
            int columns,
            float[] y,
            int to,
            int newPitch) {
        if (!FloatVectorSquare.fits() || rows < LANES || columns < LANES) {
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
                FloatVectorSquare.transpose(x, x, sources, f, 1, y, y, targets, t);
            }
        }
    }

    @Override
    public void turn(
            Planes<float[]> x,
            int from,
            int pitch,
            int rows,
            int columns,
            int lanes,
            Planes<float[]> w,
            int first,
            int wPitch,
            Planes<float[]> y,
            int to,
            int newPitch) {
        boolean squares = lanes == 1 && rows >= LANES && columns >= LANES;
        if (squares && FloatVectorSquare.fits()) {
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
            Planes<float[]> x,
            int from,
            int pitch,
            int rows,
            int columns,
            Planes<float[]> w,
            int first,
            int wPitch,
            Planes<float[]> y,
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
                FloatVectorSquare.turn(x, f, pitch, w, factor, wPitch, y, targets, t);
            }
        }
    }

    @Override
    public void gather(float[] array, int[] at, int lanes, int n, Planes<float[]> x) {
        if (!FloatVectorSquare.fits() || lanes < LANES || 2 * n < LANES) {
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
                FloatVectorSquare.transpose(
                        array, array, sources, j, 1, x.re(), x.im(), targets, t);
            }
        }
    }

    @Override
    public void scatter(
            Planes<float[]> x, int lanes, int n, double scale, float[] array, int[] at) {
        if (!FloatVectorSquare.fits() || lanes < LANES || 2 * n < LANES) {
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
                FloatVectorSquare.transpose(
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
    public void separate(float[] array, int at, int count, Planes<float[]> x, int to) {
        if (count < LANES) {
            super.separate(array, at, count, x, to);
            return;
        }
        float[] re = x.re();
        float[] im = x.im();
        // In local variables, since stores might change what a field refers to as far as a compiler
        // sees.
        IntVector even = EVEN;
        IntVector odd = ODD;
        for (int v = 0; v < count; v += LANES) {
            int j = Math.min(v, count - LANES);
            IntVector a = FloatVector.fromArray(S, array, at + 2 * j).reinterpretAsInts();
            IntVector b = FloatVector.fromArray(S, array, at + 2 * j + LANES).reinterpretAsInts();
            even.selectFrom(a, b).reinterpretAsFloats().intoArray(re, to + j);
            odd.selectFrom(a, b).reinterpretAsFloats().intoArray(im, to + j);
        }
    }

    @Override
    public void interleave(
            Planes<float[]> x, int from, int count, double scale, float[] array, int at) {
        if (count < LANES) {
            super.interleave(x, from, count, scale, array, at);
            return;
        }
        float[] re = x.re();
        float[] im = x.im();
        FloatVector factor = FloatVector.broadcast(S, (float) scale);
        IntVector low = LOW;
        IntVector high = HIGH;
        for (int v = 0; v < count; v += LANES) {
            int j = Math.min(v, count - LANES);
            IntVector a = FloatVectorSquare.fetch(re, from + j, factor);
            IntVector b = FloatVectorSquare.fetch(im, from + j, factor);
            low.selectFrom(a, b).reinterpretAsFloats().intoArray(array, at + 2 * j);
            high.selectFrom(a, b).reinterpretAsFloats().intoArray(array, at + 2 * j + LANES);
        }
    }

    @Override
    public void split(int h, Planes<float[]> z, Planes<float[]> w, Planes<float[]> y, int lanes) {
        boolean one = lanes == 1 && h > LANES;
        if (!one && lanes < LANES) {
            super.split(h, z, w, y, lanes);
            return;
        }
        FloatScalarFft.ends(h, z, y, lanes);
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        int row = one ? h - 1 : lanes;
        for (int k = 1; k < (one ? 2 : h); k++) {
            for (int v = 0; v < row; v += LANES) {
                int shift = Math.min(v, row - LANES);
                int p = k * lanes + shift;
                int q = one ? h - p - LANES + 1 : (h - k) * lanes + shift;
                FloatVector ar = FloatVector.fromArray(S, z.re(), p);
                FloatVector ai = FloatVector.fromArray(S, z.im(), p);
                FloatVector br = mirrored(one, z.re(), q);
                FloatVector bi = mirrored(one, z.im(), q);
                FloatVector wr = turns(one, w.re(), one ? p : k).mul(half);
                FloatVector wi = turns(one, w.im(), one ? p : k).mul(half);
                FloatVector dr = ai.add(bi);
                FloatVector di = br.sub(ar);
                FloatVector er = ar.add(br).mul(half);
                FloatVector ei = ai.sub(bi).mul(half);
                er.add(dr.mul(wr).sub(di.mul(wi))).intoArray(y.re(), p);
                ei.add(dr.fma(wi, di.mul(wr))).intoArray(y.im(), p);
            }
        }
    }

    @Override
    public void join(int h, Planes<float[]> y, Planes<float[]> w, Planes<float[]> z, int lanes) {
        boolean one = lanes == 1 && h > LANES;
        if (!one && lanes < LANES) {
            super.join(h, y, w, z, lanes);
            return;
        }
        FloatScalarFft.first(h, y, z, lanes);
        int row = one ? h - 1 : lanes;
        for (int k = 1; k < (one ? 2 : h); k++) {
            for (int v = 0; v < row; v += LANES) {
                int shift = Math.min(v, row - LANES);
                int p = k * lanes + shift;
                int q = one ? h - p - LANES + 1 : (h - k) * lanes + shift;
                FloatVector ar = FloatVector.fromArray(S, y.re(), p);
                FloatVector ai = FloatVector.fromArray(S, y.im(), p);
                FloatVector br = mirrored(one, y.re(), q);
                FloatVector bi = mirrored(one, y.im(), q);
                FloatVector wr = turns(one, w.re(), one ? p : k);
                FloatVector wi = turns(one, w.im(), one ? p : k);
                FloatVector dr = ar.sub(br);
                FloatVector di = ai.add(bi);
                ar.add(br).add(dr.mul(wi).sub(di.mul(wr))).intoArray(z.re(), p);
                ai.sub(bi).add(dr.fma(wr, di.mul(wi))).intoArray(z.im(), p);
            }
        }
    }

    /** The numbers from there on, in descending order if the lines lie one by one. */
    private static FloatVector mirrored(boolean one, float[] x, int at) {
        FloatVector v = FloatVector.fromArray(S, x, at);
        return one ? v.rearrange(REVERSED) : v;
    }

    /** The factors from there on if the lines lie one by one, else that factor for all lanes. */
    private static FloatVector turns(boolean one, float[] w, int at) {
        return one ? FloatVector.fromArray(S, w, at) : FloatVector.broadcast(S, w[at]);
    }
}
