package org.argand.benchmarks;

import java.util.List;
import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.MatrixAlgebra;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Param;

/** Batches of small square matrices, as MIMO has them, about 160,000 elements together. */
public class SmallBenchmark extends Paired {
    private static final int ELEMENTS = 160_000;

    @Param({"matmul", "solve", "inv", "det", "cholesky", "qr", "eigh", "svd"})
    public String op;

    @Param({"4", "8", "16"})
    public int n;

    @Param("COMPLEX64")
    public DType dtype;

    /**
     * An operation in both libraries.
     *
     * @param results what Argand makes
     * @param value what of it is compared: vectors of decompositions are not unique
     * @param peer makes the same
     * @param peerValue the same of it
     */
    private record Work(
            Supplier<List<Tensor>> results,
            Supplier<Tensor> value,
            Runnable peer,
            Supplier<org.bytedeco.pytorch.Tensor> peerValue) {

        /** With one result, which is compared. */
        static Work of(Supplier<Tensor> result, Supplier<org.bytedeco.pytorch.Tensor> peer) {
            return new Work(() -> List.of(result.get()), result, () -> close(peer.get()), peer);
        }

        /** Which the peer writes where there is room for it. */
        static Work of(Supplier<Tensor> result, org.bytedeco.pytorch.Tensor out, Runnable peer) {
            return new Work(
                    () -> List.of(result.get()),
                    result,
                    peer,
                    () -> {
                        peer.run();
                        return out;
                    });
        }
    }

    private static void close(Pointer... results) {
        for (Pointer p : results) {
            p.close();
        }
    }

    @Override
    protected Contest contest() {
        long batch = ELEMENTS / ((long) n * n);
        RandomStream random = new RandomStream(1);
        Tensor a = dominant(random.normal(dtype, Shape.of(batch, n, n)));
        long columns = op.equals("solve") ? 1 : n;
        Tensor b = random.normal(dtype, Shape.of(batch, n, columns)).realise();
        Work work = products(a, b);
        return new Contest(
                        threads,
                        Values.tolerance(dtype),
                        () -> {
                            try (Scope _ = Scope.open()) {
                                work.results.get().forEach(Tensor::realise);
                            }
                        },
                        () -> Values.of(work.value.get()))
                .with(Library.TORCH, work.peer, () -> Values.of(work.peerValue.get()))
                .withCopyOf((a.size() + 2 * b.size()) * dtype.bytes());
    }

    private Work products(Tensor a, Tensor b) {
        var x = Torch.of(a);
        var y = Torch.of(b);
        var out = Torch.empty(dtype, b.shape().dims());
        return switch (op) {
            case "matmul" -> Work.of(() -> a.matmul(b), out, () -> torch.bmm_out(out, x, y));
            case "solve" -> Work.of(() -> a.solve(b), out, () -> torch.linalg_solve_out(out, x, y));
            case "inv" -> Work.of(() -> a.inv(), () -> torch.linalg_inv(x));
            default -> decompositions(b);
        };
    }

    /** Of a matrix with no structure, and of a definite one. */
    private Work decompositions(Tensor a) {
        Tensor h = dominant(a.matmul(a.adjoint()));
        var x = Torch.of(a);
        var y = Torch.of(h);
        return switch (op) {
            case "det" -> Work.of(() -> a.det(), () -> torch.linalg_det(x));
            case "cholesky" -> Work.of(() -> h.cholesky(), () -> torch.linalg_cholesky(y));
            case "qr" ->
                    new Work(
                            () -> {
                                MatrixAlgebra.Qr f = a.qr();
                                return List.of(f.q(), f.r());
                            },
                            () -> a.qr().r().abs(),
                            () -> {
                                var f = torch.linalg_qr(x);
                                close(f.get0(), f.get1());
                            },
                            () -> torch.linalg_qr(x).get1().abs());
            case "eigh" ->
                    new Work(
                            () -> {
                                MatrixAlgebra.Eigh f = h.eigh();
                                return List.of(f.eigenvalues(), f.eigenvectors());
                            },
                            () -> h.eigvalsh(),
                            () -> {
                                var f = torch.linalg_eigh(y);
                                close(f.get0(), f.get1());
                            },
                            () -> torch.linalg_eigvalsh(y));
            case "svd" ->
                    new Work(
                            () -> {
                                MatrixAlgebra.Svd f = a.svd();
                                return List.of(f.u(), f.s(), f.vh());
                            },
                            () -> a.svdvals(),
                            () -> {
                                var f = torch.linalg_svd(x, false, new StringViewOptional());
                                close(f.get0(), f.get1(), f.get2());
                            },
                            () -> torch.linalg_svdvals(x));
            default -> throw new IllegalArgumentException("no operation " + op);
        };
    }

    /** With a diagonal that keeps every matrix well away from singular ones. */
    private Tensor dominant(Tensor a) {
        Tensor places = Tensor.arange(DType.INT64, n);
        Tensor identity = places.oneHot(n, dtype.real()).mul(2.0 * n);
        return a.add(identity.cast(dtype)).realise();
    }
}
