package org.argand.tensor;

import java.math.BigDecimal;
import org.apfloat.Apcomplex;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/** |ŝ − s| in units of half an ulp of 1 times |s|, which counts as at least the smallest normal number. */
final class Errors {
    private static final double UNIT = 0x1p-24;

    /** Half an ulp beyond the largest float, from where on infinity is the nearest. */
    private static final double OVERFLOW = Float.MAX_VALUE + 0x1p103;

    private static final Apfloat WIDE_UNIT = power(-53);
    private static final Apfloat WIDE_NORMAL = power(-1022);
    private static final Apfloat WIDE_MAX = new Apfloat(new BigDecimal(Double.MAX_VALUE), 400);
    private static final Apfloat WIDE_OVERFLOW = WIDE_MAX.add(power(970));

    private Errors() {}

    private static Apfloat power(int n) {
        return ApfloatMath.pow(new Apfloat(2, 400), n);
    }

    /** Of a number in single precision, given the one in double. */
    static double single(double[] want, double[] got, int at, int parts) {
        double size = 0;
        double error = 0;
        for (int k = at; k < at + parts; k++) {
            double w = want[k];
            double g = got[k];
            if (Double.isNaN(w) != Double.isNaN(g)) {
                return Double.POSITIVE_INFINITY;
            }
            if (Double.isNaN(w) || (Math.abs(w) >= OVERFLOW && g == Math.signum(w) / 0.0)) {
                size = Double.isNaN(w) ? size : Math.hypot(size, w);
                continue;
            }
            if (Double.isInfinite(g) && g * w > 0) {
                g = Math.copySign(0x1p128, g);
            }
            size = Math.hypot(size, w);
            error = Math.hypot(error, g - w);
        }
        return error == 0 ? 0 : error / (UNIT * Math.max(size, Float.MIN_NORMAL));
    }

    /** Of a number in double precision, given many digits of it. */
    static double wide(Apcomplex want, double[] got, int at, int parts) {
        Apfloat size = Oracle.abs(want);
        Apfloat square = Apfloat.ZERO;
        for (int k = 0; k < parts; k++) {
            Apfloat w = k == 0 ? want.real() : want.imag();
            double g = got[at + k];
            if (Double.isNaN(g)) {
                return Double.POSITIVE_INFINITY;
            }
            Apfloat difference;
            if (Double.isInfinite(g)) {
                if (g * w.signum() < 0) {
                    return Double.POSITIVE_INFINITY;
                }
                Apfloat missing = WIDE_OVERFLOW.subtract(ApfloatMath.abs(w));
                difference = missing.signum() <= 0 ? Apfloat.ZERO : missing;
            } else {
                difference = Oracle.exact(g).subtract(w);
            }
            square = square.add(difference.multiply(difference));
        }
        if (square.signum() == 0) {
            return 0;
        }
        Apfloat large = size.compareTo(WIDE_NORMAL) < 0 ? WIDE_NORMAL : size;
        return ApfloatMath.sqrt(square.precision(30))
                .divide(large.multiply(WIDE_UNIT).precision(30))
                .doubleValue();
    }
}
