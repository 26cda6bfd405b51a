package org.argand.backend.dense;

/** {@link VectorLoops} over single numbers. */
final class PlainLoops implements VectorLoops {
    @Override
    public void add(double a, double[] x, int q, double[] y, int p, int n) {
        for (int i = 0; i < n; i++) {
            y[p + i] += a * x[q + i];
        }
    }

    @Override
    public void add(
            double a,
            double b,
            double[] xr,
            double[] xi,
            int q,
            double[] yr,
            double[] yi,
            int p,
            int n) {
        for (int i = 0; i < n; i++) {
            double c = xr[q + i];
            double d = xi[q + i];
            yr[p + i] += a * c - b * d;
            yi[p + i] += a * d + b * c;
        }
    }

    @Override
    public void addFour(double[] a, double[] x, int q, int step, double[] y, int p, int n) {
        for (int k = 0; k < 4; k++) {
            add(a[k], x, q + k * step, y, p, n);
        }
    }

    @Override
    public void addFour(
            double[] a,
            double[] b,
            double[] xr,
            double[] xi,
            int q,
            int step,
            double[] yr,
            double[] yi,
            int p,
            int n) {
        for (int k = 0; k < 4; k++) {
            add(a[k], b[k], xr, xi, q + k * step, yr, yi, p, n);
        }
    }

    @Override
    public double dot(double[] x, int q, double[] y, int p, int n) {
        int whole = n < LONG ? 0 : n & -8;
        double rest = four(x, q + whole, y, p + whole, n - whole);
        return whole == 0 ? rest : eight(x, q, y, p, whole) + rest;
    }

    private static double four(double[] x, int q, double[] y, int p, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += x[q + i] * y[p + i];
            s1 += x[q + i + 1] * y[p + i + 1];
            s2 += x[q + i + 2] * y[p + i + 2];
            s3 += x[q + i + 3] * y[p + i + 3];
        }
        for (; i < n; i++) {
            s0 += x[q + i] * y[p + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double eight(double[] x, int q, double[] y, int p, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        for (int i = 0; i < n; i += 8) {
            s0 += x[q + i] * y[p + i];
            s1 += x[q + i + 1] * y[p + i + 1];
            s2 += x[q + i + 2] * y[p + i + 2];
            s3 += x[q + i + 3] * y[p + i + 3];
            s4 += x[q + i + 4] * y[p + i + 4];
            s5 += x[q + i + 5] * y[p + i + 5];
            s6 += x[q + i + 6] * y[p + i + 6];
            s7 += x[q + i + 7] * y[p + i + 7];
        }
        return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
    }

    @Override
    public void dots(
            double[] xr,
            double[] xi,
            int q,
            double[] yr,
            double[] yi,
            int p,
            int n,
            double[] sums) {
        sums[0] = dot(xr, q, yr, p, n);
        sums[1] = dot(xi, q, yi, p, n);
        sums[2] = dot(xr, q, yi, p, n);
        sums[3] = dot(xi, q, yr, p, n);
    }

    @Override
    public void rotate(double c, double s, double[] x, int q, double[] y, int p, int n) {
        for (int i = 0; i < n; i++) {
            double u = x[q + i];
            double v = y[p + i];
            x[q + i] = c * u - s * v;
            y[p + i] = s * u + c * v;
        }
    }

    @Override
    public void rotate(
            double c,
            double s,
            double t,
            double[] xr,
            double[] xi,
            int q,
            double[] yr,
            double[] yi,
            int p,
            int n) {
        for (int i = 0; i < n; i++) {
            double ur = xr[q + i];
            double ui = xi[q + i];
            double vr = yr[p + i];
            double vi = yi[p + i];
            xr[q + i] = c * ur - (s * vr + t * vi);
            xi[q + i] = c * ui - (s * vi - t * vr);
            yr[p + i] = c * vr + (s * ur - t * ui);
            yi[p + i] = c * vi + (s * ui + t * ur);
        }
    }
}
