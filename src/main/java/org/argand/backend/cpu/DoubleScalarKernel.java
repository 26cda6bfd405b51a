package org.argand.backend.cpu;

/** Tiles of float64 and complex128 products in plain Java, sums in registers: for C with few columns, see {@link DoublePlainKernel}. */
final class DoubleScalarKernel implements GemmKernel<double[]> {

    private static final int HEIGHT = 4;
    private static final int WIDTH = 4;

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void multiply(
            boolean complex,
            int rows,
            int depth,
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            boolean add) {
        int ao = a.offset();
        for (int i = 0; i < rows; i += rows(complex), ao += a.rowStride()) {
            tile(complex, rows - 1 - i, depth, a, ao, b, c, i, add);
        }
    }

    /** Up to four real rows from row i, or two complex ones; those that are not there are not stored. */
    private static void tile(
            boolean complex,
            int last,
            int depth,
            Strided<double[]> left,
            int ao,
            Strided<double[]> right,
            Strided<double[]> to,
            int i,
            boolean add) {
        double[] a = left.data();
        double[] b = right.data();
        int bo = right.offset();
        double p00 = 0, p01 = 0, p02 = 0, p03 = 0;
        double p10 = 0, p11 = 0, p12 = 0, p13 = 0;
        double p20 = 0, p21 = 0, p22 = 0, p23 = 0;
        double p30 = 0, p31 = 0, p32 = 0, p33 = 0;
        for (int k = 0; k < depth; k++) {
            double b0 = b[bo + k * WIDTH];
            double b1 = b[bo + k * WIDTH + 1];
            double b2 = b[bo + k * WIDTH + 2];
            double b3 = b[bo + k * WIDTH + 3];
            double x0 = a[ao + k * HEIGHT];
            p00 = Math.fma(x0, b0, p00);
            p01 = Math.fma(x0, b1, p01);
            p02 = Math.fma(x0, b2, p02);
            p03 = Math.fma(x0, b3, p03);
            double x1 = a[ao + k * HEIGHT + 1];
            p10 = Math.fma(x1, b0, p10);
            p11 = Math.fma(x1, b1, p11);
            p12 = Math.fma(x1, b2, p12);
            p13 = Math.fma(x1, b3, p13);
            double x2 = a[ao + k * HEIGHT + 2];
            p20 = Math.fma(x2, b0, p20);
            p21 = Math.fma(x2, b1, p21);
            p22 = Math.fma(x2, b2, p22);
            p23 = Math.fma(x2, b3, p23);
            double x3 = a[ao + k * HEIGHT + 3];
            p30 = Math.fma(x3, b0, p30);
            p31 = Math.fma(x3, b1, p31);
            p32 = Math.fma(x3, b2, p32);
            p33 = Math.fma(x3, b3, p33);
        }
        double[] c = to.data();
        if (complex) {
            double sign = left.conj() ? -1 : 1;
            put(
                    p00 - sign * p11,
                    p01 + sign * p10,
                    p02 - sign * p13,
                    p03 + sign * p12,
                    c,
                    to.at(i, 0),
                    add);
            if (last > 0) {
                put(
                        p20 - sign * p31,
                        p21 + sign * p30,
                        p22 - sign * p33,
                        p23 + sign * p32,
                        c,
                        to.at(i + 1, 0),
                        add);
            }
            return;
        }
        put(p00, p01, p02, p03, c, to.at(i, 0), add);
        if (last > 0) {
            put(p10, p11, p12, p13, c, to.at(i + 1, 0), add);
        }
        if (last > 1) {
            put(p20, p21, p22, p23, c, to.at(i + 2, 0), add);
        }
        if (last > 2) {
            put(p30, p31, p32, p33, c, to.at(i + 3, 0), add);
        }
    }

    private static void put(
            double s0, double s1, double s2, double s3, double[] c, int at, boolean add) {
        c[at] = add ? s0 + c[at] : s0;
        c[at + 1] = add ? s1 + c[at + 1] : s1;
        c[at + 2] = add ? s2 + c[at + 2] : s2;
        c[at + 3] = add ? s3 + c[at + 3] : s3;
    }
}
