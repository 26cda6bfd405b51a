package org.argand.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw complex samples by their bytes, in ranges, and what is none. */
class CfileTest {
    @TempDir Path folder;

    @Test
    void samples_areLittleEndianPairs() throws IOException {
        Path file = folder.resolve("a.cfile");
        Tensor z = Tensor.of(Complex.ofCartesian(1, -2.5), Complex.ofCartesian(0.5, 0));
        Cfile.write(file, z);
        byte[] bytes = HexFormat.of().parseHex("0000803f000020c00000003f00000000");
        assertArrayEquals(bytes, Files.readAllBytes(file));
        assertEquals(2, Cfile.size(file));
        assertEquals(DType.COMPLEX64, Cfile.read(file).dtype());
        assertArrayEquals(new double[] {1, -2.5, 0.5, 0}, Cfile.read(file).toDoubles());
        assertArrayEquals(new double[] {0.5, 0}, Cfile.read(file, 1, 1).toDoubles());
        assertEquals(0, Cfile.read(file, 2, 0).size());
    }

    @Test
    void whatIsNone_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("a.cfile"), new byte[17]);
        assertThrows(ArgandException.BadFile.class, () -> Cfile.read(file));
        assertThrows(ArgandException.BadFile.class, () -> Cfile.read(folder.resolve("absent")));
        assertThrows(ArgandException.DTypeMismatch.class, () -> Cfile.write(file, Tensor.of(1.0)));
        Tensor matrix = Tensor.of(Complex.ONE, Complex.I).reshape(1, 2);
        assertThrows(ArgandException.ShapeMismatch.class, () -> Cfile.write(file, matrix));
        Files.write(file, new byte[16]);
        for (long[] r : new long[][] {{-1, 1}, {1, 2}, {3, 0}, {1, Long.MAX_VALUE}, {0, -1}}) {
            assertThrows(ArgandException.InvalidArgument.class, () -> Cfile.read(file, r[0], r[1]));
        }
    }

    /** A file of 20 GB that takes no place on the disk. */
    @Test
    void moreThanAnArrayHolds_isRefusedAtOnce() throws IOException {
        Path file = folder.resolve("a.cfile");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(20_000_000_000L);
        }
        assertEquals(2_500_000_000L, Cfile.size(file));
        assertThrows(ArgandException.OutOfMemory.class, () -> Cfile.read(file));
        assertArrayEquals(new double[2], Cfile.read(file, 2_000_000_000, 1).toDoubles());
    }
}
