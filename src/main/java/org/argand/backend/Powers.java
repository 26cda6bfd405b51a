package org.argand.backend;

/** Complex powers: the exponent w·log z in twice the precision of its result, so that large exponents cost no digits. */
final class Powers {
    /** Real integer exponents up to this are repeated products. */
    private static final int PRODUCTS = 100;

    /** Exponents up to this have exponentials without error to speak of. */
    private static final double MODERATE = 2;

    /** Beyond this the phase needs more than two doubles. */
    private static final double LARGE = 0x1p50;

    private Powers() {}

    private static void put(double re, double im, double[] out) {
        out[0] = re;
        out[1] = im;
    }

    /**
     * z^w, the principal value {@code exp(w log z)}; z⁰ = 1, 0^w = 0 for Re w &gt; 0, infinite for real w &lt; 0, and
     * otherwise undefined (NaN). Real integer exponents up to 100 in magnitude are repeated products.
     */
    static void pow(double ar, double ai, double br, double bi, double[] out) {
        boolean finite = Double.isFinite(ar + ai) && Double.isFinite(br) && Double.isFinite(bi);
        if (br == 0 && bi == 0) {
            put(1, 0, out);
        } else if (ar == 0 && ai == 0) {
            zero(br, bi, out);
        } else if (!finite) {
            plain(ar, ai, br, bi, out);
        } else if (bi == 0 && br == Math.rint(br) && Math.abs(br) <= PRODUCTS) {
            product(ar, ai, (int) br, out);
        } else {
            double length = Math.abs(Math.log(Math.hypot(ar, ai)));
            double size = Math.hypot(br, bi) * (length + Math.abs(Math.atan2(ai, ar)));
            if (size < MODERATE) {
                plain(ar, ai, br, bi, out);
            } else {
                general(ar, ai, br, bi, size, out);
            }
        }
    }

    private static void zero(double br, double bi, double[] out) {
        if (br > 0) {
            put(0, 0, out);
        } else if (br < 0 && bi == 0) {
            put(Double.POSITIVE_INFINITY, 0, out);
        } else {
            put(Double.NaN, Double.NaN, out);
        }
    }

    private static void plain(double ar, double ai, double br, double bi, double[] out) {
        double r = Math.hypot(ar, ai);
        double angle = Math.atan2(ai, ar);
        double length = Math.pow(r, br);
        double phase = angle * br;
        if (bi != 0) {
            length *= Math.exp(-angle * bi);
            phase += bi * Math.log(r);
        }
        ComplexMath.polar(length, phase, out);
    }

    private static void general(
            double ar, double ai, double br, double bi, double size, double[] out) {
        if (!(size < LARGE && Math.abs(br) < LARGE && Math.abs(bi) < LARGE)) {
            Twofold[] both = Decimals.timesLog(ar, ai, br, bi);
            exp(both[0], both[1], out);
            return;
        }
        int k = ComplexMath.exponent(ar, ai);
        double x = Math.scalb(ar, -k);
        double y = Math.scalb(ai, -k);
        Twofold length = Twofold.logAbs(x, y).add(Twofold.LN2.mul(k));
        Twofold angle = Twofold.arg(x, y);
        exp(length.mul(br).sub(angle.mul(bi)), angle.mul(br).add(length.mul(bi)), out);
    }

    /** e^{x + iφ}. */
    private static void exp(Twofold x, Twofold phase, double[] out) {
        int k = (int) Math.clamp(Math.rint(x.hi() / Twofold.LN2.hi()), -5000.0, 5000.0);
        if (Math.abs(k) == 5000) {
            polar(1, k, phase, out);
            return;
        }
        Twofold rest = x.sub(Twofold.LN2.mul(k));
        polar(Math.exp(rest.hi()) * (1 + rest.lo()), k, phase, out);
    }

    /** {@code r·2^k·e^{iφ}}. */
    private static void polar(double r, int k, Twofold phase, double[] out) {
        double c = Math.cos(phase.hi());
        double s = Math.sin(phase.hi());
        double dc = Math.cos(phase.lo());
        double ds = Math.sin(phase.lo());
        put(Math.scalb(r * (c * dc - s * ds), k), Math.scalb(r * (s * dc + c * ds), k), out);
    }

    /** 2^z; the phase y·log 2 in twice the precision. */
    static void exp2(double re, double im, double[] out) {
        if (im == 0 || !Double.isFinite(re) || !Double.isFinite(im)) {
            ComplexMath.polar(Math.pow(2, re), im * Twofold.LN2.hi(), out);
            return;
        }
        int k = (int) Math.clamp(Math.rint(re), -5000.0, 5000.0);
        Twofold phase = Math.abs(im) < LARGE ? Twofold.LN2.mul(im) : Decimals.timesLn2(im);
        polar(Math.pow(2, Math.clamp(re - k, -1.0, 1.0)), k, phase, out);
    }

    /** zⁿ by squaring, in twice the precision and with the power of two apart. */
    private static void product(double ar, double ai, int n, double[] out) {
        int k = ComplexMath.exponent(ar, ai);
        Twofold pr = Twofold.ONE;
        Twofold pi = new Twofold(0, 0);
        Twofold sr = new Twofold(Math.scalb(ar, -k), 0);
        Twofold si = new Twofold(Math.scalb(ai, -k), 0);
        for (int bits = Math.abs(n); bits > 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                Twofold t = pr.mul(sr).sub(pi.mul(si));
                pi = pr.mul(si).add(pi.mul(sr));
                pr = t;
            }
            Twofold t = sr.sub(si).mul(sr.add(si));
            si = sr.mul(si).mul(2);
            sr = t;
        }
        put(pr.value(), pi.value(), out);
        if (n < 0) {
            ComplexMath.reciprocal(out[0], out[1], out);
        }
        put(Math.scalb(out[0], k * n), Math.scalb(out[1], k * n), out);
    }
}
