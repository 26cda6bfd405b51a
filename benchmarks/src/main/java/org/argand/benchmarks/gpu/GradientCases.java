package org.argand.benchmarks.gpu;

import java.util.List;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.argand.backend.cuda.DirectCall;
import org.argand.tensor.Engine;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** Gradients through the tape, and what a launch, an op and a recorded op cost before anything is computed. */
final class GradientCases {
    /** So few elements that nothing else counts. */
    private static final int FEW = 16;

    private GradientCases() {}

    /** The mean of |h·x + n|² and its gradients by all three. */
    static GpuCase gradient(long n) {
        return GpuCase.of(
                        "gradient",
                        DType.COMPLEX64,
                        new long[] {n},
                        () -> {
                            RandomStream random = GpuCases.random();
                            Tensor h = GpuCases.draw(random, DType.COMPLEX64, n);
                            Tensor x = GpuCases.draw(random, DType.COMPLEX64, n);
                            Tensor noise = GpuCases.draw(random, DType.COMPLEX64, n);
                            return () -> gradient(h, x, noise);
                        })
                .moving(6.0 * DType.COMPLEX64.bytes() * n)
                .watchingMemory();
    }

    private static Tensor gradient(Tensor h, Tensor x, Tensor noise) {
        try (GradientTape tape = GradientTape.open()) {
            List.of(h, x, noise).forEach(tape::watch);
            Tensor loss = h.mul(x).add(noise).abs2().mean();
            Gradients g = tape.gradient(loss);
            Engine.realise(List.of(g.of(h), g.of(x), g.of(noise)));
            return loss;
        }
    }

    /** What is queued, not what is computed. */
    static List<GpuCase> small() {
        return List.of(
                launch(),
                PointwiseCases.unary("exp", DType.COMPLEX64, 1, Tensor::exp).moving(0),
                recorded());
    }

    /** A kernel that is there already, without a tensor. */
    private static GpuCase launch() {
        return GpuCase.of(
                "launch",
                DType.COMPLEX64,
                new long[] {1},
                () -> {
                    Tensor nothing = Tensor.scalar(0).realise();
                    Device device = nothing.device();
                    DirectCall call = DirectCall.launch(device);
                    return () -> {
                        call.run();
                        return nothing;
                    };
                });
    }

    /** One product under a tape, and the gradient by one factor. */
    private static GpuCase recorded() {
        return GpuCase.of(
                "recorded",
                DType.COMPLEX64,
                new long[] {FEW},
                () -> {
                    RandomStream random = GpuCases.random();
                    Tensor x = GpuCases.draw(random, DType.COMPLEX64, FEW);
                    Tensor a = GpuCases.draw(random, DType.COMPLEX64, FEW);
                    Tensor seed = GpuCases.draw(random, DType.COMPLEX64, FEW);
                    return () -> {
                        try (GradientTape tape = GradientTape.open()) {
                            tape.watch(x);
                            Tensor y = x.mul(a);
                            Tensor g = tape.gradient(y, seed).of(x);
                            Engine.realise(List.of(y, g));
                            return g;
                        }
                    };
                });
    }
}
