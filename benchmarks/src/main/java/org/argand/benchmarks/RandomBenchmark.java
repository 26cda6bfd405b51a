package org.argand.benchmarks;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Param;

/** Complex normal numbers of unit variance: other generators, so that what must agree are the moments. */
public class RandomBenchmark extends Paired {
    /** Errors of the moments of 10^5 numbers are some 3e-3. */
    private static final double TOLERANCE = 0.03;

    @Param("normal")
    public String op;

    @Param("100000")
    public int size;

    @Override
    protected Contest contest() {
        RandomStream random = new RandomStream(1);
        var out = Torch.empty(DType.COMPLEX64, size);
        var parts = torch.view_as_real(out);
        double scale = Math.sqrt(0.5);
        Runnable peer = () -> parts.normal_(0, scale, null);
        return new Contest(
                        threads,
                        TOLERANCE,
                        () -> {
                            try (Scope _ = Scope.open()) {
                                normal(random).realise();
                            }
                        },
                        () -> moments(Values.of(normal(random))))
                .with(
                        Library.TORCH,
                        peer,
                        () -> {
                            peer.run();
                            return moments(Values.of(out));
                        });
    }

    private Tensor normal(RandomStream random) {
        return random.normal(DType.COMPLEX64, Shape.of(size));
    }

    /** Mean, variance and fourth moment of the parts. */
    private static double[] moments(double[] x) {
        double[] m = new double[3];
        for (double v : x) {
            m[0] += v / x.length;
            m[1] += v * v / x.length;
            m[2] += v * v * v * v / x.length;
        }
        return m;
    }
}
