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

    private static void put(float s, float[] c, int at, boolean add) {
        c[at] = add ? s + c[at] : s;
    }

    @Override
    public void real(
            int depth,
            float[] a,
            int ao,
            int aStride,
            int last,
            float[] b,
            int bo,
            float[] c,
            int co,
            int cStride,
            boolean add) {
        int a0 = ao;
        int a1 = ao + Math.min(1, last) * aStride;
        int a2 = ao + Math.min(2, last) * aStride;
        int a3 = ao + Math.min(3, last) * aStride;
        float p00 = 0, p01 = 0, p02 = 0, p03 = 0;
        float p10 = 0, p11 = 0, p12 = 0, p13 = 0;
        float p20 = 0, p21 = 0, p22 = 0, p23 = 0;
        float p30 = 0, p31 = 0, p32 = 0, p33 = 0;
        for (int k = 0; k < depth; k++) {
            float b0 = b[bo + k * WIDTH];
            float b1 = b[bo + k * WIDTH + 1];
            float b2 = b[bo + k * WIDTH + 2];
            float b3 = b[bo + k * WIDTH + 3];
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
        put(p00, c, co, add);
        put(p01, c, co + 1, add);
        put(p02, c, co + 2, add);
        put(p03, c, co + 3, add);
        put(p10, c, co + cStride, add);
        put(p11, c, co + cStride + 1, add);
        put(p12, c, co + cStride + 2, add);
        put(p13, c, co + cStride + 3, add);
        put(p20, c, co + 2 * cStride, add);
        put(p21, c, co + 2 * cStride + 1, add);
        put(p22, c, co + 2 * cStride + 2, add);
        put(p23, c, co + 2 * cStride + 3, add);
        put(p30, c, co + 3 * cStride, add);
        put(p31, c, co + 3 * cStride + 1, add);
        put(p32, c, co + 3 * cStride + 2, add);
        put(p33, c, co + 3 * cStride + 3, add);
    }

    @Override
    public void complex(
            int depth,
            float[] a,
            int ao,
            int aStride,
            int last,
            boolean conjA,
            float[] b,
            int bo,
            float[] c,
            int co,
            int cStride,
            boolean add) {
        int a0 = ao;
        int a1 = ao + Math.min(1, last) * aStride;
        float p00 = 0, p01 = 0, p02 = 0, p03 = 0;
        float q00 = 0, q01 = 0, q02 = 0, q03 = 0;
        float p10 = 0, p11 = 0, p12 = 0, p13 = 0;
        float q10 = 0, q11 = 0, q12 = 0, q13 = 0;
        for (int k = 0; k < depth; k++) {
            float b0 = b[bo + k * WIDTH];
            float b1 = b[bo + k * WIDTH + 1];
            float b2 = b[bo + k * WIDTH + 2];
            float b3 = b[bo + k * WIDTH + 3];
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
        float sign = conjA ? -1 : 1;
        put(p00 - sign * q01, c, co, add);
        put(p01 + sign * q00, c, co + 1, add);
        put(p02 - sign * q03, c, co + 2, add);
        put(p03 + sign * q02, c, co + 3, add);
        put(p10 - sign * q11, c, co + cStride, add);
        put(p11 + sign * q10, c, co + cStride + 1, add);
        put(p12 - sign * q13, c, co + cStride + 2, add);
        put(p13 + sign * q12, c, co + cStride + 3, add);
    }
}
