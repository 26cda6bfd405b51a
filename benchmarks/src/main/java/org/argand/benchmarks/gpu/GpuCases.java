package org.argand.benchmarks.gpu;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** What is timed on a GPU, of each kind as large as it comes, and where that differs also small. */
final class GpuCases {
    private static final long SEED = 1;

    private GpuCases() {}

    /** Those that show what a GPU can do, those that move memory over {@code n} elements. */
    static List<GpuCase> full(long n) {
        List<GpuCase> all = new ArrayList<>();
        all.addAll(PointwiseCases.of(n));
        all.addAll(PointwiseCases.of(1 << 10));
        all.addAll(PointwiseCases.chains(n));
        for (long elements : new long[] {n / 4, 4_000_000, 100_000}) {
            all.add(GradientCases.gradient(elements));
        }
        all.addAll(ReductionCases.of(n, 4096));
        all.addAll(ReductionCases.random(n));
        all.addAll(ReductionCases.indexing(1 << 20, 16, 1 << 22));
        all.addAll(ReductionCases.orders(1 << 22, 1 << 24));
        for (long m : new long[] {256, 512, 1024, 2048, 4096, 8192}) {
            all.add(LibraryCases.matmul(DType.COMPLEX64, m, m));
        }
        all.add(LibraryCases.matmul(DType.COMPLEX128, 1024, 1024));
        all.add(LibraryCases.matmul(DType.FLOAT32, 4096, 4096));
        all.add(LibraryCases.matmul(DType.COMPLEX64, 65_536, 4, 4));
        all.add(LibraryCases.matmul(DType.COMPLEX64, 16_384, 8, 8));
        all.add(LibraryCases.matmul(DType.COMPLEX64, 4096, 16, 16));
        all.add(LibraryCases.matmul(DType.COMPLEX64, 64, 256, 256));
        all.add(LibraryCases.adjointMatmul(2048));
        all.addAll(LibraryCases.fourier(65_536, 64));
        all.addAll(LibraryCases.fourier(16_384, 256));
        all.addAll(LibraryCases.fourierOfAllKinds(4096, 1024));
        all.addAll(LibraryCases.fourierOfAllKinds(4096, 4096));
        all.addAll(LibraryCases.fourier(8 * 4096, 4096));
        all.addAll(LibraryCases.fourier(256, 65_536));
        all.addAll(LibraryCases.fourier(16, 1 << 20));
        all.addAll(GradientCases.small());
        all.add(TrainingCases.network(1024));
        all.add(TrainingCases.network(16_384));
        all.add(TrainingCases.link("awgn", 8000));
        all.add(TrainingCases.link("awgn", 32_000));
        all.add(TrainingCases.link("rayleigh", 32_000));
        all.add(TrainingCases.link("tdl-a", 32_768));
        return all;
    }

    /** The same as small as can be, to see that all of it runs. */
    static List<GpuCase> rehearsal() {
        List<GpuCase> all = new ArrayList<>();
        all.addAll(PointwiseCases.of(256));
        all.addAll(PointwiseCases.chains(256));
        all.add(GradientCases.gradient(100));
        all.addAll(ReductionCases.of(256, 16));
        all.addAll(ReductionCases.random(256));
        all.addAll(ReductionCases.indexing(32, 4, 64));
        all.addAll(ReductionCases.orders(64, 128));
        all.add(LibraryCases.matmul(DType.COMPLEX64, 8, 8));
        all.add(LibraryCases.matmul(DType.COMPLEX128, 8, 8));
        all.add(LibraryCases.matmul(DType.FLOAT32, 8, 8));
        all.add(LibraryCases.matmul(DType.COMPLEX64, 3, 4, 4));
        all.add(LibraryCases.adjointMatmul(8));
        all.addAll(LibraryCases.fourierOfAllKinds(4, 16));
        all.addAll(GradientCases.small());
        all.add(TrainingCases.network(4));
        all.add(TrainingCases.link("awgn", 64));
        all.add(TrainingCases.link("rayleigh", 64));
        return all;
    }

    /** Normal numbers, always the same. */
    static RandomStream random() {
        return new RandomStream(SEED);
    }

    /** Normal numbers, computed. */
    static Tensor draw(RandomStream random, DType dtype, long... shape) {
        return random.normal(dtype, Shape.of(shape)).realise();
    }
}
