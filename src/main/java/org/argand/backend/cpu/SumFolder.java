package org.argand.backend.cpu;

/**
 * Sums of real or complex numbers in double, each with the rounding errors of its additions summed beside it.
 *
 * <p>The compensated sum is about as exact as one in twice the precision (Ogita, Rump, Oishi, "Accurate sum and dot
 * product", 2005), so long sums of float64 lose no more than those of a pairwise tree.
 */
final class SumFolder extends Folder {
    /** Elements added plainly before their sum is compensated: their errors stay within a few ulp. */
    private static final int SHORT = 128;

    private final int parts;
    private final double[] sum;

    /** None as long as no cell has had more than one sum. */
    private double[] error = {};

    SumFolder(int parts, int cells) {
        this.parts = parts;
        this.sum = new double[parts * cells];
    }

    int cells() {
        return sum.length / parts;
    }

    private double[] error() {
        if (error.length == 0) {
            error = new double[sum.length];
        }
        return error;
    }

    /** Adds to each cell a number of {@code plain} from there on. */
    void add(double[] plain, int at) {
        across(plain, parts * at, sum, error(), 0, sum.length);
    }

    /** Sums are no negative zeros. */
    @Override
    void enter(double[] sums, int cell, int n) {
        System.arraycopy(sums, 0, sum, parts * cell, parts * n);
    }

    /** Adds what sums of {@code n} cells had lost before they came. */
    void addErrors(double[] errors, int at, int cell, int n) {
        double[] to = error();
        int o = parts * cell;
        for (int x = 0; x < parts * n; x++) {
            to[o + x] += errors[at + x];
        }
    }

    /** Adds the sum of a power of two of numbers, or pairs, to a cell; the numbers are lost. */
    void addPairwise(int cell, double[] numbers) {
        for (int n = numbers.length / 2; n >= parts; n /= 2) {
            for (int x = 0; x < n; x++) {
                numbers[x] += numbers[x + n];
            }
        }
        for (int part = 0; part < parts; part++) {
            add(parts * cell + part, numbers[part]);
        }
    }

    @Override
    void across(Object v, int at, int cell, int n, long position) {
        across((double[]) v, parts * at, sum, error(), parts * cell, parts * n);
    }

    private static void across(double[] v, int i, double[] sum, double[] error, int o, int n) {
        for (int x = 0; x < n; x++) {
            double a = sum[o + x];
            double b = v[i + x];
            double s = a + b;
            double t = s - a;
            sum[o + x] = s;
            error[o + x] += (a - (s - t)) + (b - t);
        }
    }

    @Override
    void along(Object v, int at, int cell, int n, long position) {
        double[] x = (double[]) v;
        for (int k = 0; k < n; k += SHORT) {
            int m = Math.min(SHORT, n - k);
            if (parts == 1) {
                add(cell, sum(x, at + k, m));
            } else {
                addPairs(x, 2 * (at + k), 2 * cell, m);
            }
        }
    }

    /** Four interleaved sums, so that additions do not wait for each other. */
    private static double sum(double[] v, int i, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int x = 0;
        for (; x <= n - 4; x += 4) {
            a += v[i + x];
            b += v[i + x + 1];
            c += v[i + x + 2];
            d += v[i + x + 3];
        }
        for (; x < n; x++) {
            a += v[i + x];
        }
        return (a + b) + (c + d);
    }

    private void addPairs(double[] v, int i, int cell, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int x = 0;
        for (; x <= 2 * n - 4; x += 4) {
            a += v[i + x];
            b += v[i + x + 1];
            c += v[i + x + 2];
            d += v[i + x + 3];
        }
        for (; x < 2 * n; x += 2) {
            a += v[i + x];
            b += v[i + x + 1];
        }
        add(cell, a + c);
        add(cell + 1, b + d);
    }

    private void add(int o, double b) {
        double a = sum[o];
        double s = a + b;
        double t = s - a;
        sum[o] = s;
        error()[o] += (a - (s - t)) + (b - t);
    }

    @Override
    void merge(Folder later) {
        SumFolder l = (SumFolder) later;
        across(l.sum, 0, sum, error(), 0, sum.length);
        for (int x = 0; x < l.error.length; x++) {
            error[x] += l.error[x];
        }
    }

    /** An infinite or undefined sum is the plain one: its errors mean nothing. */
    @Override
    Object finish() {
        for (int x = 0; x < error.length; x++) {
            if (Double.isFinite(sum[x])) {
                sum[x] += error[x];
            }
        }
        return sum;
    }
}
