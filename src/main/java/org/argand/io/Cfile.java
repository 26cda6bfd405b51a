package org.argand.io;

import java.nio.file.Path;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.io.SampleFile.Run;
import org.argand.tensor.Tensor;

/** Complex samples without any metadata, as GNU Radio's file sinks write them: (re, im) in little-endian float32. */
public final class Cfile {
    private static final String OP = "cfile";

    private Cfile() {}

    private static SampleFile at(Path file) {
        return new SampleFile(OP, file, SigMfDatatype.CF32_LE, 1);
    }

    /**
     * Number of samples in a file.
     *
     * @throws ArgandException.BadFile if it cannot be read or ends within a sample
     */
    public static long size(Path file) {
        long length = InputFile.length(OP, file);
        long each = at(file).sampleBytes();
        if (length % each != 0) {
            throw new ArgandException.BadFile(
                    OP, file + ": " + length + " bytes are no multiple of " + each);
        }
        return length / each;
    }

    /** All samples, complex64 {@code [n]}; see {@link #read(Path, long, long)}. */
    public static Tensor read(Path file) {
        return read(file, 0, size(file));
    }

    /**
     * {@code count} samples from number {@code start} on, complex64 {@code [count]}.
     *
     * @throws ArgandException.InvalidArgument if there are none of these numbers
     * @throws ArgandException.BadFile if it cannot be read or ends within a sample
     */
    public static Tensor read(Path file, long start, long count) {
        long size = size(file);
        if (start < 0 || count < 0 || start > size - count) {
            throw new ArgandException.InvalidArgument(
                    OP, count + " samples from " + start + " on, of " + size);
        }
        SampleFile data = at(file);
        return data.read(List.of(new Run(start * data.sampleBytes(), count)));
    }

    /**
     * Writes complex samples {@code [n]}, whole or not at all; complex128 is rounded to the float32 that the format has.
     *
     * @throws ArgandException.DTypeMismatch if they are not complex
     * @throws ArgandException.ShapeMismatch if they are not {@code [n]}
     * @throws ArgandException.BadFile if the file cannot be written
     */
    public static void write(Path file, Tensor samples) {
        SampleFile data = at(file);
        data.check(samples);
        AtomicFile.write(file, out -> data.write(samples, out));
    }
}
