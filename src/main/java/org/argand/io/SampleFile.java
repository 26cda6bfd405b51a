package org.argand.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.io.SigMfDatatype.Part;
import org.argand.tensor.Tensor;

/**
 * Raw samples in a file, those of several channels taking turns.
 *
 * @param op named in errors
 */
record SampleFile(String op, Path file, SigMfDatatype type, int channels) {
    /** Samples that follow each other in the file, from byte {@code offset} on. */
    record Run(long offset, long samples) {}

    /** Bytes of one sample of all channels. */
    long sampleBytes() {
        return (long) type.bytes() * channels;
    }

    /** The samples of all runs, {@code [n]}, or {@code [channels, n]} of several channels. */
    Tensor read(List<Run> runs) {
        long samples = runs.stream().mapToLong(Run::samples).sum();
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
            return tensor(from, runs, samples);
        } catch (IOException e) {
            throw InputFile.cannotRead(op, file, e);
        }
    }

    private Tensor tensor(FileChannel from, List<Run> runs, long samples) throws IOException {
        boolean twofold = type.part() == Part.F64;
        // Each sample is some bytes of the file, so this does not overflow.
        long numbers = samples * channels * type.components();
        String what = file.toString();
        float[] floats = Elements.array(op, what, twofold ? 0 : numbers, float[]::new);
        double[] doubles = Elements.array(op, what, twofold ? numbers : 0, double[]::new);
        ByteBuffer chunk = ByteBuffer.allocate(8 * Elements.CHUNK).order(type.order());
        int at = 0;
        for (Run r : runs) {
            from.position(r.offset());
            long left = r.samples() * sampleBytes();
            while (left > 0) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), left));
                left -= chunk.limit();
                fill(from, chunk);
                int n = chunk.limit() / type.part().bytes();
                if (twofold) {
                    chunk.asDoubleBuffer().get(doubles, at, n);
                } else {
                    type.decode(chunk, floats, at);
                }
                at += n;
            }
        }
        Shape shape = channels == 1 ? Shape.of(samples) : Shape.of(samples, channels);
        Tensor t =
                switch (type.dtype()) {
                    case COMPLEX128 -> Tensor.ofInterleaved(shape, doubles);
                    case FLOAT64 -> Tensor.of(shape, doubles);
                    case COMPLEX64 -> Tensor.ofInterleaved(shape, floats);
                    default -> Tensor.of(shape, floats);
                };
        return channels == 1 ? t : t.transpose();
    }

    private static void fill(FileChannel from, ByteBuffer chunk) throws IOException {
        while (chunk.hasRemaining()) {
            if (from.read(chunk) < 0) {
                throw new EOFException("it was cut off meanwhile");
            }
        }
        chunk.flip();
    }

    /** Refuses samples that cannot be written in this type and number of channels. */
    void check(Tensor samples) {
        DType d = samples.dtype();
        if (type.complex() != d.isComplex() || !d.isInexact()) {
            throw new ArgandException.DTypeMismatch(op, d + " cannot be written as " + type);
        }
        boolean fits = channels == 1 ? samples.rank() == 1 : samples.rank() == 2;
        if (!fits || channels > 1 && samples.dim(0) != channels) {
            throw new ArgandException.ShapeMismatch(
                    op,
                    "needs "
                            + (channels == 1 ? "[n]" : "[" + channels + ", n]")
                            + " samples, got "
                            + samples.shape());
        }
        if (!type.part().isFloating() && !samples.isFinite().all().toBooleans()[0]) {
            throw new ArgandException.NonFinite(op, type + " cannot hold NaN or infinity");
        }
    }

    /** Writes samples that {@link #check} has let pass. */
    void write(Tensor samples, OutputStream out) throws IOException {
        double[] v = (channels == 1 ? samples : samples.transpose()).toDoubles();
        ByteBuffer chunk = ByteBuffer.allocate(8 * Elements.CHUNK).order(type.order());
        int k = 0;
        while (k < v.length) {
            chunk.clear();
            for (int end = k + Math.min(Elements.CHUNK, v.length - k); k < end; k++) {
                type.encode(v[k], chunk);
            }
            out.write(chunk.array(), 0, chunk.position());
        }
    }
}
