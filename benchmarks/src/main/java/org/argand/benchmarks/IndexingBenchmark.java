package org.argand.benchmarks;

import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.openjdk.jmh.annotations.Param;

/** Elements at random places read and added, one-hot rows, and a transposed copy, of complex64; indices are int64. */
public class IndexingBenchmark extends Paired {
    private static final int POINTS = 1000;
    private static final int CLASSES = 64;

    @Param({"gather", "scatteradd", "onehot", "transpose"})
    public String op;

    @Param("100000")
    public int size;

    private Tensor values;
    private Tensor points;
    private Tensor indices;

    @Override
    protected Contest contest() {
        RandomStream random = new RandomStream(1);
        int bound = op.equals("onehot") ? CLASSES : POINTS;
        values = random.normal(DType.COMPLEX64, Shape.of(size)).realise();
        points = random.normal(DType.COMPLEX64, Shape.of(POINTS)).realise();
        indices = random.integers(DType.INT64, Shape.of(size), bound).realise();
        Supplier<Tensor> result = argand();
        Supplier<org.bytedeco.pytorch.Tensor> peer = torch();
        return new Contest(
                        threads,
                        Values.tolerance(DType.COMPLEX64),
                        () -> {
                            try (Scope _ = Scope.open()) {
                                result.get().realise();
                            }
                        },
                        () -> Values.of(result.get()))
                .with(Library.TORCH, () -> peer.get().close(), () -> Values.of(peer.get()))
                .withCopyOf((long) size * bytes());
    }

    private Supplier<Tensor> argand() {
        int columns = size / POINTS;
        return switch (op) {
            case "gather" -> () -> points.gather(indices, 0);
            case "scatteradd" -> () -> points.scatterAdd(indices, values, 0);
            case "onehot" -> () -> indices.oneHot(CLASSES, DType.FLOAT32);
            case "transpose" -> () -> values.reshape(POINTS, columns).transpose().copied();
            default -> throw new IllegalArgumentException(op);
        };
    }

    private Supplier<org.bytedeco.pytorch.Tensor> torch() {
        var at = torch.tensor(indices.toLongs());
        var source = Torch.of(points);
        var updates = Torch.of(values);
        var rows = Torch.of(values.reshape(POINTS, size / POINTS)).t();
        return switch (op) {
            case "gather" -> () -> source.index_select(0, at);
            case "scatteradd" -> () -> source.index_add(0, at, updates);
            case "onehot" ->
                    () -> {
                        try (var hot = torch.one_hot(at, CLASSES)) {
                            return hot.to(ScalarType.Float);
                        }
                    };
            case "transpose" -> rows::contiguous;
            default -> throw new IllegalArgumentException(op);
        };
    }

    /** Read and written per index or element. */
    private int bytes() {
        int complex = DType.COMPLEX64.bytes();
        return switch (op) {
            case "onehot" -> Long.BYTES + CLASSES * Float.BYTES;
            case "transpose" -> 2 * complex;
            default -> Long.BYTES + complex;
        };
    }
}
