package org.argand.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** safetensors by its bytes, round trips, and every way a file can be wrong. */
class SafetensorsTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("t.safetensors");
    }

    private static byte[] bytes(long length, String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(text)
                .put(data)
                .array();
    }

    @Test
    void written_areTheBytesOfTheFormat() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("yes", Tensor.of(true, false, true));
        tensors.put("z", Tensor.of(Complex.ofCartesian(1, -2)));
        tensors.put("w", Tensor.of(Shape.of(1, 2), new float[] {1.5f, -0.25f}));
        new Safetensors(tensors, Map.of("who", "me")).write(file());
        String header =
                "{\"__metadata__\":{\"who\":\"me\",\"argand.complex128\":\"[\\\"z\\\"]\"},"
                        + "\"z\":{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,16]},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[16,24]},"
                        + "\"yes\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[24,27]}}";
        int padded = (header.length() + 7) / 8 * 8;
        ByteBuffer data = ByteBuffer.allocate(27).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(1).putDouble(-2).putFloat(1.5f).putFloat(-0.25f);
        data.put((byte) 1).put((byte) 0).put((byte) 1);
        String blanks = " ".repeat(padded - header.length());
        assertArrayEquals(bytes(padded, header + blanks, data.array()), Files.readAllBytes(file()));
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void readBack_isWhatWasWritten(DType dtype) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Tensor x = new RandomStream(1).normal(DType.COMPLEX128, Shape.of(70, 301)).mul(5);
        Tensor some = dtype.isComplex() ? x.cast(dtype) : x.real().cast(DType.INT32).cast(dtype);
        tensors.put("matrix", some);
        tensors.put("view", some.transpose().slice(0, 1, 90, 3));
        tensors.put("scalar", some.select(0, 1).select(0, 2));
        tensors.put("empty", some.slice(0, 0, 0));
        tensors.put("", some.slice(0, 0, 1));
        new Safetensors(tensors, Map.of()).write(file());
        Safetensors back = Safetensors.read(file());
        assertEquals(tensors.keySet(), back.tensors().keySet());
        assertEquals(Map.of(), back.metadata());
        for (String name : tensors.keySet()) {
            assertEquals(dtype, back.get(name).dtype());
            assertEquals(tensors.get(name).shape(), back.get(name).shape());
            assertArrayEquals(tensors.get(name).toDoubles(), back.get(name).toDoubles(), name);
        }
        assertThrows(ArgandException.BadFile.class, () -> back.get("other"));
    }

    @Test
    void metadata_comesBackInOrder() {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("b", "ü \" \n");
        text.put("a", "");
        new Safetensors(Map.of(), text).write(file());
        assertEquals(text, Safetensors.read(file()).metadata());
        assertEquals(text, Safetensors.readMetadata(file()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                        | not JSON",
                "[]                                                       | not a JSON object",
                "{} {}                                                    | not JSON",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | not JSON",
                "{'__metadata__':3}                                       | __metadata__",
                "{'__metadata__':{'k':3}}                                 | 'k' is not text",
                "{'a':3}                                                  | 'a' has the dtype",
                "{'a':{'dtype':'F16','shape':[4],'data_offsets':[0,8]}}   | F16",
                "{'a':{'dtype':'F32','data_offsets':[0,8]}}               | no valid shape",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}  | no valid shape",
                "{'a':{'dtype':'F32','shape':[2.5],'data_offsets':[0,8]}} | no valid shape",
                "{'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}} | no valid shape",
                "{'a':{'dtype':'F32','shape':[2]}}                        | no valid data_offsets",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}     | takes 8 bytes",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}   | takes 8 bytes",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}   | takes 8 bytes",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}   | take 4 bytes, but it holds 8",
                "{'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}}  | take 16 bytes, but it holds 8",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}   | begins at byte 4",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | begins at byte 4",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}} | has the shape",
                "{'__metadata__':{'argand.complex128':'['},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | not a list",
                "{'__metadata__':{'argand.complex128':'[\\'b\\']'},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | names what is not there",
                "{'__metadata__':{'argand.complex128':'[\\'a\\']'},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | not F64",
            })
    void wrongHeader_isNamedWithTheFile(String header, String fact) throws IOException {
        String json = header.replace("\\'", "\\\"").replace('\'', '"');
        Files.write(file(), bytes(json.length(), json, new byte[8]));
        ArgandException e =
                assertThrows(ArgandException.BadFile.class, () -> Safetensors.read(file()));
        assertTrue(e.getMessage().startsWith("safetensors: " + file()), e.getMessage());
        assertTrue(e.getMessage().contains(fact), e.getMessage());
    }

    @Test
    void cutOffAnywhere_isAnError() throws IOException {
        new Safetensors(Map.of("a", Tensor.of(1.0, 2.0)), Map.of("k", "v")).write(file());
        byte[] whole = Files.readAllBytes(file());
        for (int n = 0; n < whole.length; n++) {
            ByteArrayOutputStream cut = new ByteArrayOutputStream();
            cut.write(whole, 0, n);
            Files.write(file(), cut.toByteArray());
            assertThrows(ArgandException.BadFile.class, () -> Safetensors.read(file()));
        }
    }

    @Test
    void absentFile_isAnError() {
        ArgandException e =
                assertThrows(ArgandException.BadFile.class, () -> Safetensors.read(file()));
        assertTrue(e.getMessage().endsWith("no such file or folder"), e.getMessage());
        assertThrows(ArgandException.BadFile.class, () -> Safetensors.read(folder));
    }

    @Test
    void hugeHeaderLength_isAnError() throws IOException {
        for (long length : new long[] {-1, 1L << 40, Long.MAX_VALUE, 3}) {
            Files.write(file(), bytes(length, "{}", new byte[0]));
            assertThrows(ArgandException.BadFile.class, () -> Safetensors.read(file()));
        }
    }
}
