package org.argand.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Creation;
import org.argand.tensor.Tensor;

/**
 * One tensor in a file of NumPy's format, npy.
 *
 * <p>Written are {@code |b1, <i4, <i8, <f4, <f8, <c8, <c16}, with the bytes that {@code numpy.save} writes. Read are these,
 * either byte order, both orders of axes, versions 1.0 to 3.0, and the types that fit a wider one:
 *
 * <table>
 *   <caption>NumPy's types that become others</caption>
 *   <tr><td>int8, uint8, int16, uint16</td><td>int32</td></tr>
 *   <tr><td>uint32, and uint64 below 2⁶³</td><td>int64</td></tr>
 *   <tr><td>float16</td><td>float32</td></tr>
 * </table>
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format</a>
 */
public final class Npy {
    private Npy() {}

    /**
     * Reads a file.
     *
     * @throws ArgandException.BadFile if it cannot be read, is no such file or holds what Argand has no type for
     */
    public static Tensor read(Path file) {
        long length = InputFile.length("npy", file);
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, length, Long.MAX_VALUE);
        } catch (IOException e) {
            throw InputFile.cannotRead("npy", file, e);
        }
    }

    /**
     * Reads what a stream of known length holds.
     *
     * @param file named in errors
     * @param most bytes that the tensor may take
     */
    static Tensor read(String file, InputStream in, long length, long most) throws IOException {
        NpyHeader header = NpyHeader.read(file, in);
        Shape shape = Shape.of(header.dims());
        NpyType type = header.type();
        long stated = shape.size() * type.bytes();
        if (stated != length - header.length()) {
            throw new ArgandException.BadFile(
                    "npy",
                    "%s: %s%s takes %d bytes, but it holds %d"
                            .formatted(file, type.code(), shape, stated, length - header.length()));
        }
        long taken = shape.size() * type.dtype().bytes();
        if (taken > most) {
            throw new ArgandException.OutOfMemory(
                    "npy", file + " takes " + taken + " bytes unpacked, more than " + most);
        }
        long numbers = shape.size() * type.dtype().components();
        MemorySegment elements = type.read(file, in, header.order(), numbers);
        int rank = shape.rank();
        if (!header.fortran() || rank < 2) {
            return Creation.ofSegment(type.dtype(), shape, elements);
        }
        // The first index runs fastest: these are the elements of the transpose, row-major.
        int[] reversed = IntStream.range(0, rank).map(k -> rank - 1 - k).toArray();
        long[] dims = IntStream.of(reversed).mapToLong(shape::dim).toArray();
        return Creation.ofSegment(type.dtype(), Shape.of(dims), elements).permute(reversed);
    }

    /**
     * Writes a file, whole or not at all.
     *
     * @throws ArgandException.BadFile if it cannot be written
     */
    public static void write(Path file, Tensor t) {
        AtomicFile.write(file, out -> write(t, out));
    }

    static void write(Tensor t, OutputStream out) throws IOException {
        out.write(NpyHeader.of(t));
        Elements.write(t, out);
    }
}
