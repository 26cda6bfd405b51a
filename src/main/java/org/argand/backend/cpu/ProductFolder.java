package org.argand.backend.cpu;

import java.util.Arrays;

/** Products of real or complex numbers in double. */
final class ProductFolder extends Folder {
    private final boolean complex;
    private final double[] product;

    ProductFolder(int parts, int cells) {
        this.complex = parts == 2;
        this.product = new double[parts * cells];
        if (complex) {
            for (int x = 0; x < product.length; x += 2) {
                product[x] = 1;
            }
        } else {
            Arrays.fill(product, 1);
        }
    }

    @Override
    void across(Object v, int at, int cell, int n, long position) {
        double[] x = (double[]) v;
        for (int k = 0; k < n; k++) {
            if (complex) {
                multiply(product, 2 * (cell + k), x, 2 * (at + k));
            } else {
                product[cell + k] *= x[at + k];
            }
        }
    }

    @Override
    void along(Object v, int at, int cell, int n, long position) {
        double[] x = (double[]) v;
        if (complex) {
            alongPairs(x, 2 * at, cell, n);
        } else {
            alongNumbers(x, at, cell, n);
        }
    }

    /**
     * The products of four quarters side by side, so that multiplications do not wait for each other; numbers stay beside their
     * neighbours, so that small ones keep large ones from becoming infinite as in a row.
     */
    private void alongNumbers(double[] v, int i, int cell, int n) {
        int quarter = n / 4;
        double a = 1;
        double b = 1;
        double c = 1;
        double d = 1;
        for (int x = i; x < i + quarter; x++) {
            a *= v[x];
            b *= v[x + quarter];
            c *= v[x + 2 * quarter];
            d *= v[x + 3 * quarter];
        }
        for (int x = i + 4 * quarter; x < i + n; x++) {
            d *= v[x];
        }
        product[cell] = product[cell] * a * b * c * d;
    }

    private void alongPairs(double[] v, int i, int cell, int n) {
        int half = n / 2;
        double[] two = {1, 0, 1, 0};
        for (int x = 0; x < half; x++) {
            multiply(two, 0, v, i + 2 * x);
            multiply(two, 2, v, i + 2 * (x + half));
        }
        if (2 * half < n) {
            multiply(two, 2, v, i + 2 * (n - 1));
        }
        multiply(product, 2 * cell, two, 0);
        multiply(product, 2 * cell, two, 2);
    }

    /** Complex number {@code o} of p becomes its product with number {@code i} of v. */
    private static void multiply(double[] p, int o, double[] v, int i) {
        double a = p[o];
        double b = p[o + 1];
        double c = v[i];
        double d = v[i + 1];
        p[o] = a * c - b * d;
        p[o + 1] = a * d + b * c;
    }

    @Override
    void merge(Folder later) {
        double[] p = ((ProductFolder) later).product;
        across(p, 0, 0, complex ? p.length / 2 : p.length, 0);
    }

    @Override
    Object finish() {
        return product;
    }
}
