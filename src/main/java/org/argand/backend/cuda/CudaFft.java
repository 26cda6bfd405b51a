package org.argand.backend.cuda;

import java.lang.ref.Reference;
import java.util.Optional;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;

/**
 * Fourier transforms by cuFFT, along any axis in place of the operands if a few calls can do it; otherwise through copies with
 * that axis last.
 */
final class CudaFft {
    private static final String HALF_SPECTRUM = "halfspectrum";

    /** The most calls for one transform without a copy. */
    private static final int MOST_CALLS = 16;

    private final CudaContext context;
    private final String op;
    private final boolean inverse;
    private final double scale;

    private CudaFft(CudaContext context, String op, boolean inverse, double scale) {
        this.context = context;
        this.op = op;
        this.inverse = inverse;
        this.scale = scale;
    }

    static Optional<String> fft(
            CudaContext context,
            Operand x,
            int axis,
            boolean inverse,
            double scale,
            Operand result) {
        return new CudaFft(context, "fft", inverse, scale).run(x, axis, result);
    }

    static Optional<String> rfft(
            CudaContext context, Operand x, int axis, double scale, Operand result) {
        return new CudaFft(context, "rfft", false, scale).run(x, axis, result);
    }

    static Optional<String> irfft(
            CudaContext context, Operand x, int axis, double scale, Operand result) {
        return new CudaFft(context, "irfft", true, scale).run(x, axis, result);
    }

    private Optional<String> run(Operand x, int axis, Operand result) {
        if (result.shape().isEmpty()) {
            return Optional.empty();
        }
        long length = Math.max(x.shape().dim(axis), result.shape().dim(axis));
        if (length == 1) {
            Copies.scaled(context, x, scale, result);
            return Optional.empty();
        }
        if (!Natives.hasCufft()) {
            return Optional.of(Natives.cufft());
        }
        try {
            if (x.dtype().isComplex() && !result.dtype().isComplex()) {
                ofHalf(x, axis, result);
            } else {
                transform(x, axis, length, result);
            }
        } catch (Cufft.Refused e) {
            return Optional.ofNullable(e.getMessage());
        } finally {
            // Until the calls are queued, nobody may free these.
            Reference.reachabilityFence(x);
            Reference.reachabilityFence(result);
        }
        return Optional.empty();
    }

    /** Transforms where the elements lie, if cuFFT can and it takes a few calls only. */
    private void transform(Operand x, int axis, long length, Operand result) throws Cufft.Refused {
        if (isDirect(x, axis, length, result)) {
            execute(x, axis, length, result);
            if (scale != 1) {
                Copies.scaled(context, result, scale, result);
            }
            return;
        }
        Operand from = axisLast(x, axis);
        try (Dense dense = Dense.of(context, from, op)) {
            Operand in = dense.view();
            if (isAligned(in)) {
                thence(in, axis, length, result);
                return;
            }
            CudaBuffer copy = Dense.scratch(context, x.dtype(), x.shape().size());
            try {
                Operand aligned = new Operand(copy, Layout.contiguous(in.shape()));
                Copies.plain(context, in, aligned);
                thence(aligned, axis, length, result);
            } finally {
                copy.free();
            }
        }
    }

    /** From lines that lie one after the other to the result by a copy, which scales. */
    private void thence(Operand in, int axis, long length, Operand result) throws Cufft.Refused {
        Operand place = axisLast(result, axis);
        int last = place.shape().rank() - 1;
        if (isDirect(in, last, length, place)) {
            execute(in, last, length, place);
            if (scale != 1) {
                Copies.scaled(context, place, scale, place);
            }
            return;
        }
        CudaBuffer lines = Dense.scratch(context, result.dtype(), result.shape().size());
        try {
            Operand out = new Operand(lines, Layout.contiguous(place.shape()));
            execute(in, last, length, out);
            Copies.scaled(context, out, scale, place);
        } finally {
            lines.free();
        }
    }

    /** From half spectra: a copy, in which what does not count is zero and which the transform may overwrite. */
    private void ofHalf(Operand x, int axis, Operand result) throws Cufft.Refused {
        long length = result.shape().dim(axis);
        Operand from = axisLast(x, axis);
        Shape shape = from.shape();
        CudaBuffer prepared = Dense.scratch(context, x.dtype(), shape.size());
        try (Dense dense = Dense.of(context, from, op)) {
            String suffix = x.dtype() == DType.COMPLEX64 ? "_c64" : "_c128";
            CudaDriver.Function kernel =
                    context.modules().shipped(HALF_SPECTRUM, "argand_halfspectrum" + suffix);
            Launch launch =
                    context.stream()
                            .launch(kernel)
                            .pointer(dense.buffer(), dense.offset())
                            .pointer(prepared, 0)
                            .i64(shape.size() / shape.dim(-1))
                            .i64(length);
            launch.run(op, launch.blocks(shape.size(), Launch.BLOCK), Launch.BLOCK);
            thence(new Operand(prepared, Layout.contiguous(shape)), axis, length, result);
        } finally {
            prepared.free();
        }
    }

    private static Operand axisLast(Operand x, int axis) {
        int last = x.shape().rank() - 1;
        int[] axes =
                IntStream.rangeClosed(0, last)
                        .map(a -> a == last ? axis : a < axis ? a : a + 1)
                        .toArray();
        return new Operand(x.buffer(), x.layout().permuted(axes));
    }

    private static boolean isDirect(Operand x, int axis, long length, Operand result) {
        FftGeometry.Calls calls = FftGeometry.of(length, axis, x.layout(), result.layout());
        FftGeometry g = calls.geometry();
        return calls.axes().size() <= MOST_CALLS
                && FftGeometry.isPlain(g.in(), x.shape().dim(axis), g.batch())
                && FftGeometry.isPlain(g.out(), result.shape().dim(axis), g.batch())
                && isAligned(x)
                && isAligned(result)
                && (calls.axes().size() == 1 || x.dtype() == result.dtype());
    }

    /** cuFFT wants real numbers to begin where complex ones could. */
    private static boolean isAligned(Operand x) {
        return x.dtype().isComplex() || x.layout().offset() % 2 == 0;
    }

    private void execute(Operand x, int axis, long length, Operand result) throws Cufft.Refused {
        FftGeometry.Calls calls = FftGeometry.of(length, axis, x.layout(), result.layout());
        CudaStream stream = context.stream();
        CudaFftPlans plans = stream.plans();
        Cufft plan = plans.plan(new Cufft.Key(calls.geometry(), x.dtype(), result.dtype()));
        long in = address(stream, x);
        long out = address(stream, result);
        for (long k = 0; k < calls.axes().size(); k++) {
            plans.execute(
                    plan,
                    in + calls.axes().position(0, k) * x.dtype().bytes(),
                    out + calls.axes().position(1, k) * result.dtype().bytes(),
                    inverse);
        }
    }

    private long address(CudaStream stream, Operand x) {
        return CudaBuffer.of(x.buffer(), context, op).use(stream)
                + x.layout().offset() * x.dtype().bytes();
    }
}
