package org.argand.benchmarks;

import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Param;

/** Batches of small square matrices, as MIMO has them, about 160,000 elements together. */
public class SmallBenchmark extends Paired {
    private static final int ELEMENTS = 160_000;

    @Param({"matmul", "solve"})
    public String op;

    @Param({"4", "8"})
    public int n;

    @Param("COMPLEX64")
    public DType dtype;

    @Override
    protected Contest contest() {
        long batch = ELEMENTS / ((long) n * n);
        RandomStream random = new RandomStream(1);
        Tensor a = dominant(random.normal(dtype, Shape.of(batch, n, n)));
        long columns = op.equals("solve") ? 1 : n;
        Tensor b = random.normal(dtype, Shape.of(batch, n, columns)).realise();
        Supplier<Tensor> result = op.equals("solve") ? () -> a.solve(b) : () -> a.matmul(b);
        var x = Torch.of(a);
        var y = Torch.of(b);
        var out = Torch.empty(dtype, batch, n, columns);
        Runnable peer =
                op.equals("solve")
                        ? () -> torch.linalg_solve_out(out, x, y)
                        : () -> torch.bmm_out(out, x, y);
        return new Contest(
                        threads,
                        Values.tolerance(dtype),
                        () -> {
                            try (Scope _ = Scope.open()) {
                                result.get().realise();
                            }
                        },
                        () -> Values.of(result.get()))
                .with(
                        Library.TORCH,
                        peer,
                        () -> {
                            peer.run();
                            return Values.of(out);
                        })
                .withCopyOf((a.size() + 2 * b.size()) * dtype.bytes());
    }

    /** With a diagonal that keeps every matrix well away from singular ones. */
    private Tensor dominant(Tensor a) {
        Tensor places = Tensor.arange(DType.INT64, n);
        Tensor identity = places.oneHot(n, dtype.real()).mul(2.0 * n);
        return a.add(identity.cast(dtype)).realise();
    }
}
