package org.argand.benchmarks;

import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Param;

/** Arithmetic of the elements: what memory limits, alone and in chains; libtorch writes into memory that it has. */
public class PointwiseBenchmark extends Paired {
    @Param({"mul", "add", "conjmul", "chain"})
    public String op;

    @Param({"1000", "100000", "10000000"})
    public int size;

    @Param("COMPLEX64")
    public DType dtype;

    @Override
    protected Contest contest() {
        RandomStream random = new RandomStream(1);
        Tensor a = random.normal(dtype, Shape.of(size)).realise();
        Tensor b = random.normal(dtype, Shape.of(size)).realise();
        Tensor c = random.normal(dtype, Shape.of(size)).realise();
        Supplier<Tensor> result = argand(a, b, c);
        var out = Torch.empty(dtype, size);
        var modulus = Torch.empty(dtype.real(), size);
        Runnable peer = torch(Torch.of(a), Torch.of(b), Torch.of(c), out, modulus);
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
                            return Values.of(isChain() ? modulus : out);
                        })
                .withCopyOf((long) size * bytes());
    }

    private Supplier<Tensor> argand(Tensor a, Tensor b, Tensor c) {
        return switch (op) {
            case "mul" -> () -> a.mul(b);
            case "add" -> () -> a.add(b);
            case "conjmul" -> () -> a.conj().mul(b);
            case "chain" -> () -> a.mul(b).add(c).abs2();
            default -> throw new IllegalArgumentException(op);
        };
    }

    private Runnable torch(
            org.bytedeco.pytorch.Tensor a,
            org.bytedeco.pytorch.Tensor b,
            org.bytedeco.pytorch.Tensor c,
            org.bytedeco.pytorch.Tensor out,
            org.bytedeco.pytorch.Tensor modulus) {
        var parts = torch.view_as_real(out);
        Scalar one = new Scalar(1.0);
        return switch (op) {
            case "mul" -> () -> torch.mul_out(out, a, b);
            case "add" -> () -> torch.add_out(out, a, b);
            case "conjmul" ->
                    () -> {
                        var conjugate = a.conj();
                        torch.mul_out(out, conjugate, b);
                        conjugate.close();
                    };
            case "chain" ->
                    () -> {
                        torch.addcmul_out(out, c, a, b, one);
                        torch.square_out(parts, parts);
                        torch.sum_out(modulus, parts, -1);
                    };
            default -> throw new IllegalArgumentException(op);
        };
    }

    private boolean isChain() {
        return op.equals("chain");
    }

    /** Read and written per element. */
    private int bytes() {
        return isChain() ? 3 * dtype.bytes() + dtype.bytes() / 2 : 3 * dtype.bytes();
    }
}
