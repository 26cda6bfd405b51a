package org.argand.benchmarks;

import java.util.Set;
import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Param;

/**
 * Sums, extremes, norms and what normalises by them. Of columns and rows of 100 what says so, largest elements, softmax and
 * logsumexp, the last three of real numbers; the others of all elements.
 */
public class ReductionBenchmark extends Paired {
    private static final int ROW = 100;

    /** What there is of real numbers only. */
    private static final Set<String> REAL = Set.of("largest", "softmax", "logsumexp");

    @Param({"sum", "columns", "rows", "mean", "norm", "largest", "softmax", "logsumexp"})
    public String op;

    @Param("COMPLEX64")
    public DType dtype;

    @Param("100000")
    public int size;

    @Override
    protected Contest contest() {
        DType type = REAL.contains(op) ? dtype.real() : dtype;
        Tensor x = new RandomStream(1).normal(type, Shape.of(size / ROW, ROW)).realise();
        Supplier<Tensor> result = argand(x);
        Supplier<org.bytedeco.pytorch.Tensor> peer = torch(Torch.of(x));
        int written = op.equals("softmax") ? size * type.bytes() : 0;
        return new Contest(
                        threads,
                        Values.tolerance(type),
                        () -> {
                            try (Scope _ = Scope.open()) {
                                result.get().realise();
                            }
                        },
                        () -> Values.of(result.get()))
                .with(Library.TORCH, () -> peer.get().close(), () -> Values.of(peer.get()))
                .withCopyOf((long) size * type.bytes() + written);
    }

    private Supplier<Tensor> argand(Tensor x) {
        return switch (op) {
            case "sum" -> x::sum;
            case "columns" -> () -> x.sum(0);
            case "rows" -> () -> x.sum(1);
            case "largest" -> () -> x.max(1);
            case "mean" -> x::mean;
            case "norm" -> x::norm;
            case "softmax" -> () -> x.softmax(-1);
            case "logsumexp" -> () -> x.logsumexp(-1);
            default -> throw new IllegalArgumentException(op);
        };
    }

    private Supplier<org.bytedeco.pytorch.Tensor> torch(org.bytedeco.pytorch.Tensor x) {
        var flat = x.reshape(-1);
        var parts = x.is_complex() ? torch.view_as_real(flat).reshape(-1) : flat;
        Scalar two = new Scalar(2.0);
        return switch (op) {
            case "sum" -> () -> torch.sum(flat);
            case "columns" -> () -> torch.sum(x, 0);
            case "rows" -> () -> torch.sum(x, 1);
            case "largest" -> () -> torch.amax(x, new long[] {1}, false);
            case "mean" -> () -> torch.mean(flat);
            case "norm" -> () -> torch.norm(parts, two);
            case "softmax" -> () -> torch.softmax(x, -1);
            case "logsumexp" -> () -> torch.logsumexp(x, -1);
            default -> throw new IllegalArgumentException(op);
        };
    }
}
