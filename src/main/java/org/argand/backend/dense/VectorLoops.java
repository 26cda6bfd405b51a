package org.argand.backend.dense;

/**
 * The loops that take most of the time of dense algorithms, over planes of real and of imaginary parts.
 *
 * <p>Whoever implements them computes each number by the operations that are stated, in their order and each rounded, so that
 * every implementation gives the same bits.
 */
public interface VectorLoops {
    /** In plain Java. */
    VectorLoops PLAIN = new PlainLoops();

    /** Dot products of fewer numbers have four sums, others eight. */
    int LONG = 17;

    /** {@code y + a·x}, n numbers of y from p on and of x from q on. */
    void add(double a, double[] x, int q, double[] y, int p, int n);

    /** {@code y + (a + ib)·x}: {@code yr + (a·xr − b·xi)} and {@code yi + (a·xi + b·xr)}. */
    void add(
            double a,
            double b,
            double[] xr,
            double[] xi,
            int q,
            double[] yr,
            double[] yi,
            int p,
            int n);

    /** As four calls of {@code add} with a[0] … a[3] and x from q, q + step, … on. */
    void addFour(double[] a, double[] x, int q, int step, double[] y, int p, int n);

    /** As four calls of {@code add}, with a[0] + i·b[0] … */
    void addFour(
            double[] a,
            double[] b,
            double[] xr,
            double[] xi,
            int q,
            int step,
            double[] yr,
            double[] yi,
            int p,
            int n);

    /**
     * Σ x·y: where n is less than {@link #LONG}, of sums of every fourth product {@code (s0 + s1) + (s2 + s3)}, what is left
     * over going to the first; else the same of the sums {@code s0 + s4} … of every eighth, and to that is added such a sum of
     * what is left over.
     */
    double dot(double[] x, int q, double[] y, int p, int n);

    /** Such sums for conj(x)·y: {@code xr·yr}, {@code xi·yi}, {@code xr·yi} and {@code xi·yr}. */
    void dots(
            double[] xr, double[] xi, int q, double[] yr, double[] yi, int p, int n, double[] sums);

    /** {@code (x, y)} becomes {@code (c·x − s·y, s·x + c·y)}. */
    void rotate(double c, double s, double[] x, int q, double[] y, int p, int n);

    /** {@code (x, y)} becomes {@code (c·x − (s − it)·y, (s + it)·x + c·y)}, the products with s before those with t. */
    void rotate(
            double c,
            double s,
            double t,
            double[] xr,
            double[] xi,
            int q,
            double[] yr,
            double[] yi,
            int p,
            int n);
}
