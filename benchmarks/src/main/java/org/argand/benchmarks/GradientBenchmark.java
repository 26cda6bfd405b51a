package org.argand.benchmarks;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Param;

/** mean |h·x + n|², forward and the gradients of h, x and n, through the tape of each. */
public class GradientBenchmark extends Paired {
    @Param({"100000", "4000000"})
    public int n;

    @Param("COMPLEX64")
    public DType dtype;

    @Override
    protected Contest contest() {
        RandomStream random = new RandomStream(1);
        List<Tensor> in =
                IntStream.range(0, 3)
                        .mapToObj(k -> random.normal(dtype, Shape.of(n)).realise())
                        .toList();
        TensorVector leaves =
                new TensorVector(
                        in.stream()
                                .map(x -> Torch.of(x).set_requires_grad(true))
                                .toArray(org.bytedeco.pytorch.Tensor[]::new));
        // Three read and three written: a pass of its own for the loss would read more, and need
        // not.
        return new Contest(
                        threads,
                        Values.tolerance(dtype),
                        () -> argand(in, _ -> new double[0]),
                        () -> argand(in, Values::of))
                .with(
                        Library.TORCH,
                        () -> torch(leaves, _ -> new double[0]),
                        () -> torch(leaves, Values::of))
                .withCopyOf(6L * n * dtype.bytes());
    }

    private static double[] argand(List<Tensor> in, Function<Tensor, double[]> look) {
        try (Scope _ = Scope.open();
                GradientTape tape = GradientTape.open()) {
            in.forEach(tape::watch);
            Tensor loss = in.get(0).mul(in.get(1)).add(in.get(2)).abs2().mean();
            Gradients g = tape.gradient(loss);
            double[][] seen = new double[in.size()][];
            for (int k = 0; k < seen.length; k++) {
                seen[k] = look.apply(g.of(in.get(k)).realise());
            }
            return Values.concat(seen, loss.item());
        }
    }

    private static double[] torch(
            TensorVector leaves, Function<org.bytedeco.pytorch.Tensor, double[]> look) {
        try (PointerScope _ = new PointerScope()) {
            var d = torch.addcmul(leaves.get(2), leaves.get(0), leaves.get(1));
            var loss = torch.view_as_real(d).square().sum().mul(new Scalar(1.0 / d.numel()));
            TensorVector g = torch.grad(new TensorVector(loss), leaves);
            double[][] seen = new double[3][];
            for (int k = 0; k < seen.length; k++) {
                seen[k] = look.apply(g.get(k));
            }
            return Values.concat(seen, loss.item_double());
        }
    }
}
