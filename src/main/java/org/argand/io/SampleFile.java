package org.argand.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
    private static final int CHUNK = 1 << 13;
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** Samples that follow each other in the file, from byte {@code offset} on. */
    record Run(long offset, long samples) {}

    /** Bytes of one sample of all channels. */
    long sampleBytes() {
        return (long) type.bytes() * channels;
    }

    /** The length of a file that can be read. */
    static long length(String op, Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                boolean there = Files.exists(file);
                String why = there ? "it is no regular file" : "no such file or folder";
                throw new ArgandException.BadFile(op, "cannot read " + file + ": " + why);
            }
            return Files.size(file);
        } catch (IOException e) {
            throw cannotRead(op, file, e);
        }
    }

    static ArgandException.BadFile cannotRead(String op, Path file, IOException e) {
        return new ArgandException.BadFile(op, "cannot read " + file + ": " + AtomicFile.reason(e));
    }

    /** The samples of all runs, {@code [n]}, or {@code [channels, n]} of several channels. */
    Tensor read(List<Run> runs) {
        long samples = runs.stream().mapToLong(Run::samples).sum();
        double numbers = (double) samples * channels * type.components();
        if (numbers > LONGEST_ARRAY) {
            throw new ArgandException.OutOfMemory(
                    op, samples + " samples of " + file + " do not fit a Java array; read a range");
        }
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
            return tensor(from, runs, samples, (int) numbers);
        } catch (IOException e) {
            throw cannotRead(op, file, e);
        }
    }

    private Tensor tensor(FileChannel from, List<Run> runs, long samples, int numbers)
            throws IOException {
        boolean twofold = type.part() == Part.F64;
        float[] floats = new float[twofold ? 0 : numbers];
        double[] doubles = new double[twofold ? numbers : 0];
        ByteBuffer chunk = ByteBuffer.allocate(8 * CHUNK).order(type.order());
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
        ByteBuffer chunk = ByteBuffer.allocate(8 * CHUNK).order(type.order());
        for (int k = 0; k < v.length; k += CHUNK) {
            chunk.clear();
            for (int j = k; j < Math.min(v.length, k + CHUNK); j++) {
                type.encode(v[j], chunk);
            }
            out.write(chunk.array(), 0, chunk.position());
        }
    }
}
