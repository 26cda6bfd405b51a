package org.argand.backend.reference;

/**
 * A sum of numbers and products with what each rounding loses summed beside it: as exact as in twice the precision.
 *
 * <p>Source: Ogita, Rump and Oishi, "Accurate sum and dot product", SIAM J. Sci. Comput. 26 (2005).
 */
final class CompensatedSum {
    private double sum;
    private double lost;

    /** Starts again at zero. */
    void clear() {
        sum = 0;
        lost = 0;
    }

    void add(double x) {
        double before = sum;
        sum = before + x;
        double t = sum - before;
        lost += (before - (sum - t)) + (x - t);
    }

    void addProduct(double x, double y) {
        double product = x * y;
        add(product);
        lost += Math.fma(x, y, -product);
    }

    /** The sum, rounded once; an infinite or undefined one has lost nothing. */
    double value() {
        return Double.isFinite(sum) && Double.isFinite(lost) && lost != 0 ? sum + lost : sum;
    }
}
