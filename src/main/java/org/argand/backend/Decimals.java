package org.argand.backend;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Logarithms and angles to as many digits as it takes: phases of thousands of turns and more lose in any fixed precision
 * what is left after the turns are taken away.
 */
final class Decimals {
    /** Digits before the point of the largest product of doubles and logarithms, with as many again to spare. */
    private static final int MOST = 420;

    /** Digits after the point. */
    private static final int FRACTION = 40;

    /** Square roots and half angles taken before a series starts. */
    private static final int HALVINGS = 8;

    private Decimals() {}

    /** π and log 2, computed when the first one needs them. */
    private static final class Constants {
        static final BigDecimal LN2 =
                series(BigDecimal.ONE.divide(BigDecimal.valueOf(3), of(MOST)), 1, of(MOST))
                        .multiply(BigDecimal.TWO);

        /** Machin's formula. */
        static final BigDecimal PI =
                inverse(5)
                        .multiply(BigDecimal.valueOf(16))
                        .subtract(inverse(239).multiply(BigDecimal.valueOf(4)));

        private static BigDecimal inverse(int n) {
            return series(BigDecimal.ONE.divide(BigDecimal.valueOf(n), of(MOST)), -1, of(MOST));
        }
    }

    private static MathContext of(int digits) {
        return new MathContext(digits, RoundingMode.HALF_EVEN);
    }

    /** t + σ t³/3 + t⁵/5 + …: artanh for σ = 1, arctan for σ = −1. */
    private static BigDecimal series(BigDecimal t, int sigma, MathContext mc) {
        BigDecimal square = t.multiply(t, mc).multiply(BigDecimal.valueOf(sigma));
        BigDecimal power = t;
        BigDecimal sum = t;
        for (int n = 3; power.signum() != 0; n += 2) {
            power = power.multiply(square, mc);
            BigDecimal term = power.divide(BigDecimal.valueOf(n), mc);
            if (term.precision() - term.scale() < -mc.getPrecision()) {
                break;
            }
            sum = sum.add(term, mc);
        }
        return sum;
    }

    private static BigDecimal log(BigDecimal v, MathContext mc) {
        int k = (int) Math.round((v.precision() - v.scale()) / Math.log10(2));
        BigDecimal scale = new BigDecimal(BigInteger.TWO.pow(Math.abs(k)));
        BigDecimal m = k >= 0 ? v.divide(scale, mc) : v.multiply(scale, mc);
        for (int i = 0; i < HALVINGS; i++) {
            m = m.sqrt(mc);
        }
        BigDecimal t = m.subtract(BigDecimal.ONE).divide(m.add(BigDecimal.ONE), mc);
        return series(t, 1, mc)
                .multiply(BigDecimal.valueOf(2L << HALVINGS))
                .add(Constants.LN2.multiply(BigDecimal.valueOf(k)), mc);
    }

    /** The angle of x + i|y|, in [0, π]. */
    private static BigDecimal arg(BigDecimal x, BigDecimal y, MathContext mc) {
        boolean steep = y.abs().compareTo(x.abs()) > 0;
        BigDecimal t = (steep ? x.abs().divide(y.abs(), mc) : y.abs().divide(x.abs(), mc));
        for (int i = 0; i < HALVINGS; i++) {
            BigDecimal root = BigDecimal.ONE.add(t.multiply(t, mc), mc).sqrt(mc);
            t = t.divide(BigDecimal.ONE.add(root), mc);
        }
        BigDecimal a = series(t, -1, mc).multiply(BigDecimal.valueOf(1L << HALVINGS));
        a = steep ? Constants.PI.divide(BigDecimal.TWO).subtract(a) : a;
        return x.signum() < 0 ? Constants.PI.subtract(a) : a;
    }

    /** An angle without its whole turns. */
    private static Twofold turned(BigDecimal angle) {
        BigDecimal turn = Constants.PI.multiply(BigDecimal.TWO);
        BigDecimal turns = angle.divideToIntegralValue(turn);
        return twofold(angle.subtract(turns.multiply(turn)));
    }

    private static Twofold twofold(BigDecimal v) {
        double hi = v.doubleValue();
        return new Twofold(
                hi, Double.isInfinite(hi) ? 0 : v.subtract(new BigDecimal(hi)).doubleValue());
    }

    private static int digitsBefore(double x) {
        return x == 0 ? 0 : Math.max(0, (int) Math.log10(Math.abs(x)));
    }

    /** {@code y·log 2} without whole turns. */
    static Twofold timesLn2(double y) {
        return turned(new BigDecimal(y).multiply(Constants.LN2));
    }

    /** {@code w·log z}: the real part, and the imaginary part without whole turns. */
    static Twofold[] timesLog(double ar, double ai, double br, double bi) {
        int before = Math.max(digitsBefore(br), digitsBefore(bi));
        MathContext mc = of(before + FRACTION);
        BigDecimal x = new BigDecimal(ar);
        BigDecimal y = new BigDecimal(ai);
        BigDecimal length = log(x.multiply(x).add(y.multiply(y)), mc).divide(BigDecimal.TWO, mc);
        BigDecimal upper = arg(x, y, mc);
        BigDecimal angle = Math.copySign(1, ai) < 0 ? upper.negate() : upper;
        BigDecimal b = new BigDecimal(br);
        BigDecimal d = new BigDecimal(bi);
        return new Twofold[] {
            twofold(b.multiply(length).subtract(d.multiply(angle))),
            turned(b.multiply(angle).add(d.multiply(length)))
        };
    }
}
