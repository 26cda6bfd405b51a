package org.argand.backend.cpu;

/** The loops of {@link Stage} for the radices that have a formula of their own. */
final class Butterflies {
    private static final double SIN_60 = Math.sqrt(0.75);
    private static final double COS_72 = 0.30901699437494745;
    private static final double COS_144 = -0.8090169943749475;
    private static final double SIN_72 = 0.9510565162951535;
    private static final double SIN_144 = 0.5877852522924731;

    private Butterflies() {}

    static void two(int count, int s, double[] w, Planes x, Planes y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        for (int p = 0; p < count; p++) {
            double wr = w[2 * p];
            double wi = w[2 * p + 1];
            int to = p * s;
            for (int i = p * s; i < (p + 1) * s; i++) {
                double dr = xr[i] - xr[i + b];
                double di = xi[i] - xi[i + b];
                yr[i + to] = xr[i] + xr[i + b];
                yi[i + to] = xi[i] + xi[i + b];
                yr[i + to + s] = dr * wr - di * wi;
                yi[i + to + s] = dr * wi + di * wr;
            }
        }
    }

    static void three(int count, int s, double[] w, Planes x, Planes y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        int c = 2 * b;
        for (int p = 0; p < count; p++) {
            double w1r = w[4 * p];
            double w1i = w[4 * p + 1];
            double w2r = w[4 * p + 2];
            double w2i = w[4 * p + 3];
            int to = 2 * p * s;
            for (int i = p * s; i < (p + 1) * s; i++) {
                double sr = xr[i + b] + xr[i + c];
                double si = xi[i + b] + xi[i + c];
                double dr = SIN_60 * (xr[i + b] - xr[i + c]);
                double di = SIN_60 * (xi[i + b] - xi[i + c]);
                double mr = xr[i] - 0.5 * sr;
                double mi = xi[i] - 0.5 * si;
                int o = i + to;
                yr[o] = xr[i] + sr;
                yi[o] = xi[i] + si;
                put(yr, yi, o + s, mr + di, mi - dr, w1r, w1i);
                put(yr, yi, o + 2 * s, mr - di, mi + dr, w2r, w2i);
            }
        }
    }

    static void four(int count, int s, double[] w, Planes x, Planes y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        int c = 2 * b;
        int d = 3 * b;
        for (int p = 0; p < count; p++) {
            double w1r = w[6 * p];
            double w1i = w[6 * p + 1];
            double w2r = w[6 * p + 2];
            double w2i = w[6 * p + 3];
            double w3r = w[6 * p + 4];
            double w3i = w[6 * p + 5];
            int to = 3 * p * s;
            for (int i = p * s; i < (p + 1) * s; i++) {
                double acr = xr[i] + xr[i + c];
                double aci = xi[i] + xi[i + c];
                double adr = xr[i] - xr[i + c];
                double adi = xi[i] - xi[i + c];
                double bcr = xr[i + b] + xr[i + d];
                double bci = xi[i + b] + xi[i + d];
                double bdr = xr[i + b] - xr[i + d];
                double bdi = xi[i + b] - xi[i + d];
                int o = i + to;
                yr[o] = acr + bcr;
                yi[o] = aci + bci;
                put(yr, yi, o + s, adr + bdi, adi - bdr, w1r, w1i);
                put(yr, yi, o + 2 * s, acr - bcr, aci - bci, w2r, w2i);
                put(yr, yi, o + 3 * s, adr - bdi, adi + bdr, w3r, w3i);
            }
        }
    }

    static void five(int count, int s, double[] w, Planes x, Planes y) {
        for (int p = 0; p < count; p++) {
            five(p, count * s, s, w, x, y);
        }
    }

    /** The butterflies of one p, whose inputs are {@code b} apart and whose outputs are {@code s} apart. */
    private static void five(int p, int b, int s, double[] w, Planes x, Planes y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        for (int i = p * s; i < (p + 1) * s; i++) {
            double s1r = xr[i + b] + xr[i + 4 * b];
            double s1i = xi[i + b] + xi[i + 4 * b];
            double d1r = xr[i + b] - xr[i + 4 * b];
            double d1i = xi[i + b] - xi[i + 4 * b];
            double s2r = xr[i + 2 * b] + xr[i + 3 * b];
            double s2i = xi[i + 2 * b] + xi[i + 3 * b];
            double d2r = xr[i + 2 * b] - xr[i + 3 * b];
            double d2i = xi[i + 2 * b] - xi[i + 3 * b];
            double m1r = xr[i] + COS_72 * s1r + COS_144 * s2r;
            double m1i = xi[i] + COS_72 * s1i + COS_144 * s2i;
            double m2r = xr[i] + COS_144 * s1r + COS_72 * s2r;
            double m2i = xi[i] + COS_144 * s1i + COS_72 * s2i;
            double n1r = SIN_72 * d1r + SIN_144 * d2r;
            double n1i = SIN_72 * d1i + SIN_144 * d2i;
            double n2r = SIN_144 * d1r - SIN_72 * d2r;
            double n2i = SIN_144 * d1i - SIN_72 * d2i;
            int o = i + 4 * p * s;
            yr[o] = xr[i] + s1r + s2r;
            yi[o] = xi[i] + s1i + s2i;
            put(yr, yi, o + s, m1r + n1i, m1i - n1r, w[8 * p], w[8 * p + 1]);
            put(yr, yi, o + 2 * s, m2r + n2i, m2i - n2r, w[8 * p + 2], w[8 * p + 3]);
            put(yr, yi, o + 3 * s, m2r - n2i, m2i + n2r, w[8 * p + 4], w[8 * p + 5]);
            put(yr, yi, o + 4 * s, m1r - n1i, m1i + n1r, w[8 * p + 6], w[8 * p + 7]);
        }
    }

    /** Stores the product of two complex numbers. */
    private static void put(
            double[] yr, double[] yi, int at, double re, double im, double wr, double wi) {
        yr[at] = re * wr - im * wi;
        yi[at] = re * wi + im * wr;
    }
}
