package org.argand.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** npz as NumPy 2.4 wrote it, round trips, and archives that are out for harm. */
class NpzTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("a.npz");
    }

    @Test
    void archivesOfNumpy_areRead() throws IOException {
        String stored =
                "UEsDBC0AAAAAAAAAIQCt4XZj//////////8FABQAei5ucHkBABAAiAAAAAAAAACIAAAAAAAAAJNOVU1QWQEA"
                        + "dgB7J2Rlc2NyJzogJzxjOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgxLCksIH0gICAg"
                        + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAACAPwAA"
                        + "AEBQSwECLQMtAAAAAAAAACEAreF2Y4gAAACIAAAABQAAAAAAAAAAAAAAgAEAAAAAei5ucHlQSwUGAAAAAAEA"
                        + "AQAzAAAAvwAAAAAA";
        Files.write(file(), Base64.getDecoder().decode(stored));
        Map<String, Tensor> z = Npz.read(file());
        assertEquals(List.of("z"), List.copyOf(z.keySet()));
        assertEquals(DType.COMPLEX64, Npz.read(file(), "z").dtype());
        assertArrayEquals(new double[] {1, 2}, Npz.read(file(), "z").toDoubles());
        String deflated =
                "UEsDBC0AAAAIAAAAIQCSSR/Q//////////8FABQAYS5ucHkBABAAiAAAAAAAAABOAAAAAAAAAJvsF+obEMnI"
                        + "UMZQrZ6SWpxcpG6loG6TaaSuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CkaaOgq1CmQDLgYG"
                        + "RgYmBmYGAFBLAwQtAAAACAAAACEAcO6Saf//////////BwAUAGQvYi5ucHkBABAAiAAAAAAAAABHAAAAAAAA"
                        + "AJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5Gpo6CrUK"
                        + "FAEuBjB4YA8AUEsBAi0DLQAAAAgAAAAhAJJJH9BOAAAAiAAAAAUAAAAAAAAAAAAAAIABAAAAAGEubnB5UEsB"
                        + "Ai0DLQAAAAgAAAAhAHDukmlHAAAAiAAAAAcAAAAAAAAAAAAAAIABhQAAAGQvYi5ucHlQSwUGAAAAAAIAAgBo"
                        + "AAAABQEAAAAA";
        Files.write(file(), Base64.getDecoder().decode(deflated));
        Map<String, Tensor> two = Npz.read(file());
        assertEquals(List.of("a", "d/b"), List.copyOf(two.keySet()));
        assertEquals(Shape.of(2, 2), two.values().iterator().next().shape());
        assertArrayEquals(new double[] {0, 1, 2, 3}, Npz.read(file(), "a").toDoubles());
        assertArrayEquals(new double[] {0.5}, Npz.read(file(), "d/b").toDoubles());
    }

    private static Map<String, Tensor> some() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (DType d : DType.values()) {
            tensors.put("t/" + d, Tensor.of(0.0, 1.0, -3.0).cast(DType.INT32).cast(d));
        }
        tensors.put("scalar", Tensor.scalar(2, -1));
        tensors.put("empty", Tensor.zeros(DType.INT64, Shape.of(0, 3)));
        tensors.put("zeros", Tensor.zeros(DType.FLOAT64, Shape.of(100, 100)));
        return tensors;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readBack_isWhatWasWritten(boolean compressed) throws IOException {
        Map<String, Tensor> tensors = some();
        if (compressed) {
            Npz.writeCompressed(file(), tensors);
        } else {
            Npz.write(file(), tensors);
        }
        Map<String, Tensor> back = Npz.read(file());
        assertEquals(List.copyOf(tensors.keySet()), List.copyOf(back.keySet()));
        back.forEach((name, t) -> {
            Tensor original = tensors.getOrDefault(name, t);
            assertEquals(original.dtype(), t.dtype());
            assertEquals(original.shape(), t.shape());
            assertArrayEquals(original.toDoubles(), t.toDoubles());
        });
        assertEquals(compressed, Files.size(file()) < 80_000);
        byte[] first = Files.readAllBytes(file());
        if (!compressed) {
            Npz.write(file(), tensors);
            assertArrayEquals(first, Files.readAllBytes(file()));
        }
    }

    private void archive(String name, byte[] content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file());
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
    }

    private static byte[] npy(Tensor t) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(t, out);
        return out.toByteArray();
    }

    private ArgandException refused() {
        ArgandException e = assertThrows(ArgandException.class, () -> Npz.read(file()));
        assertTrue(e.getMessage().startsWith("np"), e.getMessage());
        return e;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.npy",
                "/x.npy",
                "a/../../x.npy",
                "C:x.npy",
                "..\\x.npy",
                "x\0.npy",
                "x.txt",
                "d/"
            })
    void namesThatLeadElsewhere_areRefused(String name) throws IOException {
        archive(name, npy(Tensor.of(1.0)));
        assertTrue(refused().getMessage().contains("not the name of an array"));
    }

    @Test
    void namesThatLeadElsewhere_areNotWritten() {
        for (String name : List.of("../x", "/x", "a\\b", "C:x")) {
            assertThrows(
                    ArgandException.InvalidArgument.class,
                    () -> Npz.write(file(), Map.of(name, Tensor.of(1.0))));
        }
    }

    @Test
    void whatUnpacksToTooMuch_isRefusedBeforeItDoes() throws IOException {
        Tensor zeros = Tensor.zeros(DType.FLOAT64, Shape.of(100_000));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", zeros);
        tensors.put("b", zeros);
        Npz.writeCompressed(file(), tensors);
        assertTrue(Files.size(file()) < 10_000);
        assertEquals(2, Npz.read(file(), 1_600_000).size());
        assertThrows(ArgandException.OutOfMemory.class, () -> Npz.read(file(), 1_599_999));
    }

    @Test
    void contentThatIsNoArrayOrAnother_isNamed() throws IOException {
        archive("x.npy", "hello".getBytes(StandardCharsets.UTF_8));
        assertTrue(refused().getMessage().contains("[x.npy]"));
        byte[] array = npy(Tensor.of(1.0));
        archive("x.npy", Arrays.copyOf(array, array.length + 1));
        refused();
        Npz.write(file(), Map.of("x", Tensor.of(1.0)));
        byte[] zip = Files.readAllBytes(file());
        zip[35 + 128 + 3] ^= 1;
        Files.write(file(), zip);
        assertTrue(refused().getMessage().contains("checksum"), refused().getMessage());
    }

    @Test
    void absentOnes_areNamed() {
        assertThrows(ArgandException.BadFile.class, () -> Npz.read(file()));
        Npz.write(file(), Map.of());
        assertEquals(Map.of(), Npz.read(file()));
        assertThrows(ArgandException.BadFile.class, () -> Npz.read(file(), "x"));
    }
}
