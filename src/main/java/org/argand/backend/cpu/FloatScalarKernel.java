package org.argand.backend.cpu;

/**
 * Tiles of float32 and complex64 products in plain Java: what runs without the Vector API, and until
 * the vector kernel is compiled.
 */
final class FloatScalarKernel implements GemmKernel<float[]> {

    private static final int WIDTH = 4;

    @Override
    public int rows(boolean complex) {
        return complex ? 2 : 4;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    private static void put(
            float s0, float s1, float s2, float s3, float[] c, int at, boolean add) {
        c[at] = add ? s0 + c[at] : s0;
        c[at + 1] = add ? s1 + c[at + 1] : s1;
        c[at + 2] = add ? s2 + c[at + 2] : s2;
        c[at + 3] = add ? s3 + c[at + 3] : s3;
    }

    @Override
    public void real(
            int rows,
            int depth,
            Strided<float[]> a,
            Strided<float[]> b,
            Strided<float[]> c,
            boolean add) {
        for (int i = 0; i < rows; i += 4) {
            real4(rows - 1 - i, depth, a, i, b, c, add);
        }
    }

    /** Up to four rows from row i; one that is not there is the last one once more, and not stored. */
    private static void real4(
            int last,
            int depth,
            Strided<float[]> left,
            int i,
            Strided<float[]> right,
            Strided<float[]> to,
            boolean add) {
        float[] a = left.data();
        float[] b = right.data();
        int bo = right.offset();
        int bRow = right.rowStride();
        int a0 = left.at(i, 0);
        int a1 = left.at(i + Math.min(1, last), 0);
        int a2 = left.at(i + Math.min(2, last), 0);
        int a3 = left.at(i + Math.min(3, last), 0);
        float p00 = 0, p01 = 0, p02 = 0, p03 = 0;
        float p10 = 0, p11 = 0, p12 = 0, p13 = 0;
        float p20 = 0, p21 = 0, p22 = 0, p23 = 0;
        float p30 = 0, p31 = 0, p32 = 0, p33 = 0;
        for (int k = 0; k < depth; k++) {
            float b0 = b[bo + k * bRow];
            float b1 = b[bo + k * bRow + 1];
            float b2 = b[bo + k * bRow + 2];
            float b3 = b[bo + k * bRow + 3];
            float x0 = a[a0 + k];
            p00 = Math.fma(x0, b0, p00);
            p01 = Math.fma(x0, b1, p01);
            p02 = Math.fma(x0, b2, p02);
            p03 = Math.fma(x0, b3, p03);
            float x1 = a[a1 + k];
            p10 = Math.fma(x1, b0, p10);
            p11 = Math.fma(x1, b1, p11);
            p12 = Math.fma(x1, b2, p12);
            p13 = Math.fma(x1, b3, p13);
            float x2 = a[a2 + k];
            p20 = Math.fma(x2, b0, p20);
            p21 = Math.fma(x2, b1, p21);
            p22 = Math.fma(x2, b2, p22);
            p23 = Math.fma(x2, b3, p23);
            float x3 = a[a3 + k];
            p30 = Math.fma(x3, b0, p30);
            p31 = Math.fma(x3, b1, p31);
            p32 = Math.fma(x3, b2, p32);
            p33 = Math.fma(x3, b3, p33);
        }
        float[] c = to.data();
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

    @Override
    public void complex(
            int rows,
            int depth,
            Strided<float[]> a,
            Strided<float[]> b,
            Strided<float[]> c,
            boolean add) {
        for (int i = 0; i < rows; i += 2) {
            complex2(rows - 1 - i, depth, a, i, b, c, add);
        }
    }

    /** As {@link #real4}, up to two rows. */
    private static void complex2(
            int last,
            int depth,
            Strided<float[]> left,
            int i,
            Strided<float[]> right,
            Strided<float[]> to,
            boolean add) {
        float[] a = left.data();
        float[] b = right.data();
        int bo = right.offset();
        int bRow = right.rowStride();
        int a0 = left.at(i, 0);
        int a1 = left.at(i + Math.min(1, last), 0);
        float p00 = 0, p01 = 0, p02 = 0, p03 = 0;
        float q00 = 0, q01 = 0, q02 = 0, q03 = 0;
        float p10 = 0, p11 = 0, p12 = 0, p13 = 0;
        float q10 = 0, q11 = 0, q12 = 0, q13 = 0;
        for (int k = 0; k < depth; k++) {
            float b0 = b[bo + k * bRow];
            float b1 = b[bo + k * bRow + 1];
            float b2 = b[bo + k * bRow + 2];
            float b3 = b[bo + k * bRow + 3];
            float x0 = a[a0 + 2 * k];
            p00 = Math.fma(x0, b0, p00);
            p01 = Math.fma(x0, b1, p01);
            p02 = Math.fma(x0, b2, p02);
            p03 = Math.fma(x0, b3, p03);
            float y0 = a[a0 + 2 * k + 1];
            q00 = Math.fma(y0, b0, q00);
            q01 = Math.fma(y0, b1, q01);
            q02 = Math.fma(y0, b2, q02);
            q03 = Math.fma(y0, b3, q03);
            float x1 = a[a1 + 2 * k];
            p10 = Math.fma(x1, b0, p10);
            p11 = Math.fma(x1, b1, p11);
            p12 = Math.fma(x1, b2, p12);
            p13 = Math.fma(x1, b3, p13);
            float y1 = a[a1 + 2 * k + 1];
            q10 = Math.fma(y1, b0, q10);
            q11 = Math.fma(y1, b1, q11);
            q12 = Math.fma(y1, b2, q12);
            q13 = Math.fma(y1, b3, q13);
        }
        float sign = left.conj() ? -1 : 1;
        float[] c = to.data();
        put(
                p00 - sign * q01,
                p01 + sign * q00,
                p02 - sign * q03,
                p03 + sign * q02,
                c,
                to.at(i, 0),
                add);
        if (last > 0) {
            put(
                    p10 - sign * q11,
                    p11 + sign * q10,
                    p12 - sign * q13,
                    p13 + sign * q12,
                    c,
                    to.at(i + 1, 0),
                    add);
        }
    }
}
