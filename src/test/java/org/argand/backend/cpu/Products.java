package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;

/** Random matrix products in all types and layouts, and what they should give, for the tests of products. */
final class Products {

    private Products() {}

    enum Kind {
        FLOAT32(false, 0x1p-24),
        FLOAT64(false, 0x1p-53),
        COMPLEX64(true, 0x1p-24),
        COMPLEX128(true, 0x1p-53);

        final boolean complex;
        final double roundoff;

        Kind(boolean complex, double roundoff) {
            this.complex = complex;
            this.roundoff = roundoff;
        }

        boolean single() {
            return roundoff == 0x1p-24;
        }

        int unit() {
            return complex ? 2 : 1;
        }
    }

    /** As stored, transposed, or transposed and conjugated. */
    enum Op {
        N,
        T,
        H
    }

    enum Kernel {
        CURRENT,
        PLAIN,
        /** Those of {@link #PLAIN} for few columns, for any number of them. */
        TILES,
        VECTOR
    }

    /** One random problem, its operands stored with an offset and gaps. */
    static final class Problem {
        private static final int GAP = 3;

        private final Kind kind;
        private final int m;
        private final int n;
        private final int k;
        private final Strided<double[]> a;
        private final Strided<double[]> b;

        Problem(Kind kind, int m, int n, int k, Op opA, Op opB, Random random) {
            this(kind, m, n, k, matrix(kind, m, k, opA, random), matrix(kind, k, n, opB, random));
        }

        private Problem(Kind kind, int m, int n, int k, Strided<double[]> a, Strided<double[]> b) {
            this.kind = kind;
            this.m = m;
            this.n = n;
            this.k = k;
            this.a = a;
            this.b = b;
        }

        private static Strided<double[]> matrix(
                Kind kind, int rows, int cols, Op op, Random random) {
            int inner = op == Op.N ? cols : rows;
            int outer = op == Op.N ? rows : cols;
            int stride = inner + GAP;
            double[] data = new double[kind.unit() * (GAP + outer * stride)];
            for (int i = 0; i < data.length; i++) {
                double x = random.nextDouble() * 2 - 1;
                data[i] = kind.single() ? (float) x : x;
            }
            return op == Op.N
                    ? new Strided<>(data, GAP, stride, 1, false)
                    : new Strided<>(data, GAP, 1, stride, op == Op.H && kind.complex);
        }

        /** The same matrices with the elements in the other order. */
        Problem inOtherLayout() {
            return new Problem(kind, m, n, k, relaid(a, m, k), relaid(b, k, n));
        }

        private Strided<double[]> relaid(Strided<double[]> x, int rows, int cols) {
            int unit = kind.unit();
            Strided<double[]> to =
                    new Strided<>(new double[unit * rows * cols], 0, 1, rows, x.conj());
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < cols; j++) {
                    for (int p = 0; p < unit; p++) {
                        to.data()[unit * to.at(i, j) + p] = x.data()[unit * x.at(i, j) + p];
                    }
                }
            }
            return to;
        }

        /** The product's numbers, row by row. */
        double[] run(Kernel kernel) {
            return run(kernel, false);
        }

        /** The numbers of the complex product by three real ones. */
        double[] runByThree(Kernel kernel) {
            return run(kernel, true);
        }

        private double[] run(Kernel kernel, boolean three) {
            double[] c = new double[kind.unit() * m * n];
            Arrays.fill(c, Double.NaN);
            Strided<double[]> to = new Strided<>(c, 0, n, 1, false);
            if (kind.single()) {
                float[] single = Tensors.floats(c);
                multiply(
                        new FloatMemory(),
                        floatKernel(kernel, kind.complex && !three),
                        with(Tensors.floats(a.data()), a),
                        with(Tensors.floats(b.data()), b),
                        with(single, to),
                        three);
                return doubles(single);
            }
            multiply(
                    new DoubleMemory(),
                    doubleKernel(kernel, kind.complex && !three),
                    a,
                    b,
                    to,
                    three);
            return c;
        }

        private <T> void multiply(
                GemmMemory<T> memory,
                Supplier<GemmKernel<T>> kernel,
                Strided<T> left,
                Strided<T> right,
                Strided<T> to,
                boolean three) {
            int unit = kind.unit();
            GemmOperands<T> operands =
                    new GemmOperands<>(
                            kind.complex,
                            m,
                            n,
                            k,
                            left.times(unit),
                            right.times(unit),
                            to.times(unit));
            if (three) {
                Gemm3m.multiply(memory, kernel, operands);
            } else {
                Gemm.multiply(memory, kernel, operands);
            }
        }

        /** The same product several times over, as a batch. */
        double[] runBatch(int count) {
            int size = kind.unit() * m * n;
            int[] zeros = new int[count];
            int[] offsets = new int[count];
            Arrays.setAll(offsets, i -> i * m * n);
            double[] c = new double[count * size];
            float[] single = new float[count * size];
            Strided<double[]> to = new Strided<>(c, 0, n, 1, false);
            Strided<float[]> af = with(Tensors.floats(a.data()), a);
            Strided<float[]> bf = with(Tensors.floats(b.data()), b);
            Strided<float[]> cf = with(single, to);
            switch (kind) {
                case FLOAT32 -> Matmul.sgemm(m, n, k, af, zeros, bf, zeros, cf, offsets);
                case COMPLEX64 -> Matmul.cgemm(m, n, k, af, zeros, bf, zeros, cf, offsets);
                case FLOAT64 -> Matmul.dgemm(m, n, k, a, zeros, b, zeros, to, offsets);
                case COMPLEX128 -> Matmul.zgemm(m, n, k, a, zeros, b, zeros, to, offsets);
            }
            return kind.single() ? doubles(single) : c;
        }

        /** Holds every number to (k + 2) u Σ|a||b|. */
        void assertRight(double[] c) {
            assertWithin(k + 2, c);
        }

        /** Holds every number to that many u Σ|a||b|, twice that where the reference rounds as much. */
        void assertWithin(int roundoffs, double[] c) {
            int unit = kind.unit();
            double factor = roundoffs * kind.roundoff * (kind.single() ? 1 : 2);
            double[] sums = new double[3];
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    definition(i, j, sums);
                    for (int p = 0; p < unit; p++) {
                        double error = Math.abs(c[unit * (i * n + j) + p] - sums[p]);
                        assertTrue(
                                error <= factor * sums[2],
                                () -> this + ": error " + error + ", allowed " + factor * sums[2]);
                    }
                }
            }
        }

        /** Element (i, j): real part, imaginary part, and the sum of the absolute values of all terms. */
        private void definition(int i, int j, double[] sums) {
            Arrays.fill(sums, 0);
            if (!kind.complex) {
                for (int x = 0; x < k; x++) {
                    double term = a.data()[a.at(i, x)] * b.data()[b.at(x, j)];
                    sums[0] += term;
                    sums[2] += Math.abs(term);
                }
                return;
            }
            for (int x = 0; x < k; x++) {
                double ar = part(a, i, x, 0);
                double br = part(b, x, j, 0);
                double ai = part(a, i, x, 1);
                double bi = part(b, x, j, 1);
                sums[0] += ar * br - ai * bi;
                sums[1] += ar * bi + ai * br;
                sums[2] += (Math.abs(ar) + Math.abs(ai)) * (Math.abs(br) + Math.abs(bi));
            }
        }

        private double part(Strided<double[]> x, int i, int j, int p) {
            double value = x.data()[kind.unit() * x.at(i, j) + p];
            return p == 1 && x.conj() ? -value : value;
        }

        @Override
        public String toString() {
            return kind + " [" + m + ", " + k + "] · [" + k + ", " + n + "], " + layout();
        }

        private String layout() {
            return (a.colStride() == 1 ? "N" : a.conj() ? "H" : "T")
                    + (b.colStride() == 1 ? "N" : b.conj() ? "H" : "T");
        }
    }

    private static Supplier<GemmKernel<float[]>> floatKernel(Kernel kernel, boolean complex) {
        return switch (kernel) {
            case CURRENT -> Matmul.SINGLE.kernel(complex);
            case PLAIN -> () -> new FloatPlainKernel(new FloatMemory());
            case TILES -> FloatScalarKernel::new;
            case VECTOR -> FloatVectorKernel::new;
        };
    }

    private static Supplier<GemmKernel<double[]>> doubleKernel(Kernel kernel, boolean complex) {
        return switch (kernel) {
            case CURRENT -> Matmul.DOUBLE.kernel(complex);
            case PLAIN -> () -> new DoublePlainKernel(new DoubleMemory());
            case TILES -> DoubleScalarKernel::new;
            case VECTOR -> DoubleVectorKernel::new;
        };
    }

    private static <T> Strided<T> with(T data, Strided<?> like) {
        return new Strided<>(data, like.offset(), like.rowStride(), like.colStride(), like.conj());
    }

    private static double[] doubles(float[] from) {
        double[] to = new double[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i];
        }
        return to;
    }
}
