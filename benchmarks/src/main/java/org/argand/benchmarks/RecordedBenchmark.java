package org.argand.benchmarks;

import java.util.function.Function;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Param;

/**
 * What a recorded op costs beside its arithmetic: ten times a product and a sum, then the mean of |z|², forward and
 * backward, on so few elements that nothing else counts.
 *
 * <p>The ratio says little of libtorch: most of its time here is the way from Java to C++.
 */
public class RecordedBenchmark extends Paired {
    private static final int PAIRS = 10;

    /** A product and a sum each, |z|² and the mean. */
    private static final int OPS = 2 * PAIRS + 2;

    @Param("16")
    public int n;

    @Override
    protected Contest contest() {
        RandomStream random = new RandomStream(1);
        Tensor x = random.normal(DType.COMPLEX64, Shape.of(n)).realise();
        Tensor a = random.normal(DType.COMPLEX64, Shape.of(n)).realise();
        Tensor b = random.normal(DType.COMPLEX64, Shape.of(n)).realise();
        var leaf = Torch.of(x).set_requires_grad(true);
        var factor = Torch.of(a);
        var summand = Torch.of(b);
        return new Contest(
                        threads,
                        Values.tolerance(DType.COMPLEX64),
                        () -> argand(x, a, b, _ -> new double[0]),
                        () -> argand(x, a, b, Values::of))
                .with(
                        Library.TORCH,
                        () -> torch(leaf, factor, summand, _ -> new double[0]),
                        () -> torch(leaf, factor, summand, Values::of))
                .ofOperations(OPS);
    }

    private static double[] argand(Tensor x, Tensor a, Tensor b, Function<Tensor, double[]> look) {
        try (Scope _ = Scope.open();
                GradientTape tape = GradientTape.open()) {
            tape.watch(x);
            Tensor z = x;
            for (int k = 0; k < PAIRS; k++) {
                z = z.mul(a).add(b);
            }
            return look.apply(tape.gradient(z.abs2().mean()).of(x).realise());
        }
    }

    private static double[] torch(
            org.bytedeco.pytorch.Tensor x,
            org.bytedeco.pytorch.Tensor a,
            org.bytedeco.pytorch.Tensor b,
            Function<org.bytedeco.pytorch.Tensor, double[]> look) {
        try (PointerScope _ = new PointerScope()) {
            var z = x;
            for (int k = 0; k < PAIRS; k++) {
                z = torch.addcmul(b, z, a);
            }
            var loss = torch.view_as_real(z).square().sum().mul(new Scalar(1.0 / x.numel()));
            var g = torch.grad(new TensorVector(loss), new TensorVector(x));
            return look.apply(g.get(0));
        }
    }
}
