package org.argand.benchmarks;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.mult.MatrixMatrixMult_ZDRM;
import org.openjdk.jmh.annotations.Param;

/** Products of square matrices, beside those of OpenBLAS itself and of who builds on it. */
public class MatmulBenchmark extends Paired {
    @Param({"COMPLEX64", "COMPLEX128", "FLOAT32", "FLOAT64"})
    public DType dtype;

    @Param({"64", "256", "512", "1024"})
    public int n;

    @Override
    protected Contest contest() {
        RandomStream random = new RandomStream(1);
        Tensor a = random.normal(dtype, Shape.of(n, n)).realise();
        Tensor b = random.normal(dtype, Shape.of(n, n)).realise();
        Contest contest =
                new Contest(
                        threads,
                        Values.tolerance(dtype),
                        () -> {
                            try (Scope _ = Scope.open()) {
                                a.matmul(b).realise();
                            }
                        },
                        () -> Values.of(a.matmul(b)));
        var x = Torch.of(a);
        var y = Torch.of(b);
        var out = Torch.empty(dtype, n, n);
        join(contest, Library.OPENBLAS, new Blas(dtype).gemm(x, y, out), out);
        if (dtype.isComplex()) {
            join(contest, Library.OPENBLAS3M, new Blas(dtype).gemm3m(x, y, out), out);
        }
        join(contest, Library.TORCH, () -> torch.matmul_out(out, x, y), out);
        if (dtype == DType.COMPLEX128 && threads == 1) {
            joinEjml(contest, a, b);
        }
        return contest;
    }

    private static void join(
            Contest contest, Library library, Runnable product, org.bytedeco.pytorch.Tensor out) {
        contest.with(
                library,
                product,
                () -> {
                    out.zero_();
                    product.run();
                    return Values.of(out);
                });
    }

    private void joinEjml(Contest contest, Tensor a, Tensor b) {
        ZMatrixRMaj x = new ZMatrixRMaj(n, n);
        ZMatrixRMaj y = new ZMatrixRMaj(n, n);
        ZMatrixRMaj out = new ZMatrixRMaj(n, n);
        x.setData(a.toDoubles());
        y.setData(b.toDoubles());
        Runnable product = () -> MatrixMatrixMult_ZDRM.mult_reorder(x, y, out);
        contest.with(
                Library.EJML,
                product,
                () -> {
                    product.run();
                    return Values.of(Tensor.ofInterleaved(Shape.of(n, n), out.data));
                });
    }
}
