package org.argand.benchmarks;

import java.util.function.UnaryOperator;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Param;

/** Functions of the elements that take more arithmetic than memory; libtorch writes into memory that it has. */
public class FunctionBenchmark extends Paired {
    @Param({"abs", "div", "exp", "log", "tanh", "sin", "sqrt"})
    public String op;

    @Param("100000")
    public int size;

    @Param("COMPLEX64")
    public DType dtype;

    @Override
    protected Contest contest() {
        RandomStream random = new RandomStream(1);
        Tensor a = random.normal(dtype, Shape.of(size)).realise();
        Tensor b = random.normal(dtype, Shape.of(size)).realise();
        UnaryOperator<Tensor> f = argand(b);
        var out = Torch.empty(op.equals("abs") ? dtype.real() : dtype, size);
        Runnable peer = torch(Torch.of(a), Torch.of(b), out);
        int read = op.equals("div") ? 2 * dtype.bytes() : dtype.bytes();
        int written = op.equals("abs") ? dtype.bytes() / 2 : dtype.bytes();
        return new Contest(
                        threads,
                        Values.tolerance(dtype),
                        () -> {
                            try (Scope _ = Scope.open()) {
                                f.apply(a).realise();
                            }
                        },
                        () -> Values.of(f.apply(a)))
                .with(
                        Library.TORCH,
                        peer,
                        () -> {
                            peer.run();
                            return Values.of(out);
                        })
                .withCopyOf((long) size * (read + written));
    }

    private UnaryOperator<Tensor> argand(Tensor b) {
        return switch (op) {
            case "abs" -> Tensor::abs;
            case "div" -> a -> a.div(b);
            case "exp" -> Tensor::exp;
            case "log" -> Tensor::log;
            case "tanh" -> Tensor::tanh;
            case "sin" -> Tensor::sin;
            case "sqrt" -> Tensor::sqrt;
            default -> throw new IllegalArgumentException(op);
        };
    }

    private Runnable torch(
            org.bytedeco.pytorch.Tensor a,
            org.bytedeco.pytorch.Tensor b,
            org.bytedeco.pytorch.Tensor out) {
        return switch (op) {
            case "abs" -> () -> torch.abs_out(out, a);
            case "div" -> () -> torch.div_out(out, a, b);
            case "exp" -> () -> torch.exp_out(out, a);
            case "log" -> () -> torch.log_out(out, a);
            case "tanh" -> () -> torch.tanh_out(out, a);
            case "sin" -> () -> torch.sin_out(out, a);
            case "sqrt" -> () -> torch.sqrt_out(out, a);
            default -> throw new IllegalArgumentException(op);
        };
    }
}
