package org.argand.benchmarks;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jtransforms.fft.FloatFFT_1D;
import org.openjdk.jmh.annotations.Param;
import org.visnow.jlargearrays.ConcurrencyUtils;

/** Fourier transforms along the last axis, of lines of n that are about 65536 elements together. */
public class FftBenchmark extends Paired {
    private static final int ELEMENTS = 65_536;

    @Param({"64", "256", "1024", "1200", "139", "1536", "2048", "4096"})
    public int n;

    @Param("COMPLEX64")
    public DType dtype;

    @Override
    protected Contest contest() {
        int batch = Math.max(1, ELEMENTS / n);
        Tensor lines = new RandomStream(1).normal(dtype, Shape.of(batch, n)).realise();
        var x = Torch.of(lines);
        Contest contest =
                new Contest(
                                threads,
                                Values.tolerance(dtype),
                                () -> {
                                    try (Scope _ = Scope.open()) {
                                        lines.fft().realise();
                                    }
                                },
                                () -> Values.of(lines.fft()))
                        .with(
                                Library.TORCH,
                                () -> torch.fft_fft(x).close(),
                                () -> Values.of(torch.fft_fft(x)));
        if (dtype == DType.COMPLEX64) {
            joinJTransforms(contest, lines.toFloats(), batch);
        }
        return contest.withCopyOf(2L * batch * n * dtype.bytes());
    }

    /** It transforms in place, so that the lines are copied first. */
    private void joinJTransforms(Contest contest, float[] lines, int batch) {
        ConcurrencyUtils.setNumberOfThreads(threads);
        FloatFFT_1D transform = new FloatFFT_1D(n);
        float[] out = new float[lines.length];
        Runnable all =
                () -> {
                    System.arraycopy(lines, 0, out, 0, out.length);
                    for (int k = 0; k < batch; k++) {
                        transform.complexForward(out, 2 * k * n);
                    }
                };
        contest.with(
                Library.JTRANSFORMS,
                all,
                () -> {
                    all.run();
                    return Values.of(out);
                });
    }
}
