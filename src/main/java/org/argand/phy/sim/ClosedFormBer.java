package org.argand.phy.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.argand.array.ArgandException;

/**
 * Exact bit error rates of uncoded Gray-labelled PAM, QAM and PSK when the nearest point is decided, over noise and over
 * Rayleigh fading that the receiver knows.
 *
 * <p>Each is a weighted sum of {@code I(s, φ) = (1/π)∫₀^φ M(s·γ/sin²θ) dθ} with γ = Eb/N0: M(u) = e^(−u) over noise (Craig 1991),
 * and its mean over the fading, M(u) = (1 + u)^(−L), for L combined branches (Simon, Alouini 1998). The Gaussian tail is
 * {@code Q(√(2sγ)) = I(s, π/2)}.
 */
public final class ClosedFormBer {
    /** Intervals of Simpson's rule. */
    private static final int INTERVALS = 1024;

    private static final int MOST_BITS = 12;

    /** {@code weight·I(scale, upper)}. */
    private record Term(double weight, double scale, double upper) {}

    private final List<Term> terms;

    private ClosedFormBer(List<Term> terms) {
        this.terms = List.copyOf(terms);
    }

    /**
     * PAM of b bits: Cho, Yoon 2002, "On the general BER expression of one- and two-dimensional amplitude modulations",
     * equations (9) and (10).
     *
     * @param bitsPerSymbol 1 to 12
     */
    public static ClosedFormBer pam(int bitsPerSymbol) {
        check("PAM", bitsPerSymbol, 1, MOST_BITS);
        int m = 1 << bitsPerSymbol;
        double[] weights = new double[m];
        for (int k = 1; k <= bitsPerSymbol; k++) {
            long half = 1L << (k - 1);
            for (int i = 0; i < m - (m >> k); i++) {
                long sign = 1 - 2 * (i * half / m % 2);
                // ⌊i·2^(k−1)/M + ½⌋
                weights[i] += sign * (half - (2L * i * half + m) / (2L * m));
            }
        }
        double scale = 3.0 * bitsPerSymbol / ((double) m * m - 1);
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < m; i++) {
            double odd = 2.0 * i + 1;
            double weight = 2 * weights[i] / m / bitsPerSymbol;
            if (weight != 0) {
                terms.add(new Term(weight, odd * odd * scale, Math.PI / 2));
            }
        }
        return new ClosedFormBer(terms);
    }

    /**
     * Square QAM: each axis is a PAM of half the bits and half the energy, with the same bit error rate.
     *
     * @param bitsPerSymbol even, 2 to 24
     */
    public static ClosedFormBer qam(int bitsPerSymbol) {
        if (bitsPerSymbol % 2 != 0) {
            throw new ArgandException.InvalidArgument(
                    "closedForm",
                    "QAM of " + bitsPerSymbol + " bits per symbol, needs an even number");
        }
        check("QAM", bitsPerSymbol, 2, 2 * MOST_BITS);
        return pam(bitsPerSymbol / 2);
    }

    /**
     * PSK with the binary reflected Gray code: the probability of each sector around the point sent (Pawula 1982) by its mean
     * Hamming distance (Lassing, Ström, Agrell, Ottosson 2003). With ψ the angle of a ray, the phase lies between ψ and π with
     * probability {@code ½·I(m·sin²ψ, π − ψ)}.
     *
     * @param bitsPerSymbol 1 to 12
     */
    public static ClosedFormBer psk(int bitsPerSymbol) {
        check("PSK", bitsPerSymbol, 1, MOST_BITS);
        int m = 1 << bitsPerSymbol;
        List<Term> terms = new ArrayList<>();
        // Sector k on either side lies between the rays k − ½ and k + ½; the last sector has both
        // outer rays at π.
        for (int k = 1; k <= m / 2; k++) {
            double psi = (2 * k - 1) * Math.PI / m;
            double sine = Math.sin(psi);
            double weight = (distance(m, k) - (k > 1 ? distance(m, k - 1) : 0)) / bitsPerSymbol;
            terms.add(new Term(weight, bitsPerSymbol * sine * sine, Math.PI - psi));
        }
        return new ClosedFormBer(terms);
    }

    /** Mean number of bits in which points {@code k} apart on the ring of {@code m} differ. */
    private static double distance(int m, int k) {
        long sum = 0;
        for (int i = 0; i < m; i++) {
            int j = (i + k) % m;
            sum += Integer.bitCount(i ^ i >> 1 ^ j ^ j >> 1);
        }
        return (double) sum / m;
    }

    private static void check(String what, int bits, int least, int most) {
        if (bits < least || bits > most) {
            throw new ArgandException.InvalidArgument(
                    "closedForm",
                    what + " of " + bits + " bits per symbol, needs " + least + " to " + most);
        }
    }

    /** Over white Gaussian noise. */
    public double awgn(double ebnoDb) {
        return sum(ebnoDb, u -> Math.exp(-u));
    }

    /** Over flat Rayleigh fading, E|h|² = 1, with the mean Eb/N0. */
    public double rayleigh(double ebnoDb) {
        return rayleigh(ebnoDb, 1);
    }

    /**
     * Over independent Rayleigh branches, combined in the best ratio.
     *
     * @param ebnoDb mean Eb/N0 of one branch
     * @param branches at least 1
     */
    public double rayleigh(double ebnoDb, int branches) {
        return sum(ebnoDb, u -> Math.pow(1 + u, -branches));
    }

    private double sum(double ebnoDb, DoubleUnaryOperator mean) {
        double gamma = Math.pow(10, ebnoDb / 10);
        double total = 0;
        for (Term t : terms) {
            total += t.weight() * integral(t.scale() * gamma, t.upper(), mean);
        }
        return total;
    }

    private static double integral(double u, double upper, DoubleUnaryOperator mean) {
        double step = upper / INTERVALS;
        // The integrand vanishes at 0 with all its derivatives.
        double total = 0;
        for (int k = 1; k <= INTERVALS; k++) {
            double sine = Math.sin(k * step);
            int weight = k == INTERVALS ? 1 : 2 + 2 * (k % 2);
            total += weight * mean.applyAsDouble(u / (sine * sine));
        }
        return total * step / 3 / Math.PI;
    }
}
