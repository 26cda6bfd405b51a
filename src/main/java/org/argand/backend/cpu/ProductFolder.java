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
            multiply(x, at + k, cell + k);
        }
    }

    @Override
    void along(Object v, int at, int cell, int n, long position) {
        double[] x = (double[]) v;
        for (int k = 0; k < n; k++) {
            multiply(x, at + k, cell);
        }
    }

    private void multiply(double[] v, int at, int cell) {
        if (complex) {
            double a = product[2 * cell];
            double b = product[2 * cell + 1];
            double c = v[2 * at];
            double d = v[2 * at + 1];
            product[2 * cell] = a * c - b * d;
            product[2 * cell + 1] = a * d + b * c;
        } else {
            product[cell] *= v[at];
        }
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
