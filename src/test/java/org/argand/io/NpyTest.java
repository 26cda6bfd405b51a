package org.argand.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
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

/** npy by the bytes that NumPy 2.4 wrote of these arrays, round trips, and every way a file can be wrong. */
class NpyTest {
    private static final String V1 = "934e554d505901007600";

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("a.npy");
    }

    /** A file of that dictionary, then blanks and a line feed. */
    private static byte[] bytes(String prefix, String dictionary, int blanks, String elements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex(prefix));
        out.writeBytes(
                (dictionary + " ".repeat(blanks) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(HexFormat.of().parseHex(elements));
        return out.toByteArray();
    }

    private Tensor given(byte[] bytes) throws IOException {
        Files.write(file(), bytes);
        return Npy.read(file());
    }

    private static String dictionary(String descr, String order, String shape) {
        return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(descr, order, shape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "<f4 ^ (2,)   ^ 60 ^ float32    ^ 0000803f000020c0 ^ 1 -2.5",
                "<c16^ ()     ^ 61 ^ complex128 ^ 00000000000000400000000000000840 ^ 2 3",
                "<i8 ^ (0, 4) ^ 58 ^ int64      ^ ''               ^ ''",
                "|b1 ^ (2,)   ^ 60 ^ bool       ^ 0100             ^ 1 0",
                "<c8 ^ (1,)   ^ 60 ^ complex64  ^ 0000c03f000000c0 ^ 1.5 -2",
                "<i4 ^ (1, 2) ^ 58 ^ int32      ^ ffffffff07000000 ^ -1 7",
                "<f8 ^ (1,)   ^ 60 ^ float64    ^ 000000000000e03f ^ 0.5",
            })
    void ownTypes_areTheBytesOfNumpyBothWays(
            String descr, String shape, int blanks, String dtype, String hex, String numbers)
            throws IOException {
        byte[] expected = bytes(V1, dictionary(descr, "False", shape), blanks, hex);
        Tensor t = given(expected);
        assertEquals(DType.parse(dtype), t.dtype());
        assertArrayEquals(doubles(numbers), t.toDoubles());
        Npy.write(file(), t);
        assertArrayEquals(expected, Files.readAllBytes(file()));
    }

    private static double[] doubles(String numbers) {
        String[] parts = numbers.isEmpty() ? new String[0] : numbers.split(" ");
        return Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "|i1  ^ (2,) ^ int32      ^ ff07             ^ -1 7",
                "|u1  ^ (2,) ^ int32      ^ ff07             ^ 255 7",
                "<u2  ^ (2,) ^ int32      ^ ffff0700         ^ 65535 7",
                ">u2  ^ (2,) ^ int32      ^ ffff0007         ^ 65535 7",
                "<i2  ^ (2,) ^ int32      ^ ffff0700         ^ -1 7",
                "<u4  ^ (2,) ^ int64      ^ ffffffff07000000 ^ 4294967295 7",
                ">u8  ^ (1,) ^ int64      ^ 00000000ffffffff ^ 4294967295",
                "<f2  ^ (3,) ^ float32    ^ 003800c0ff7b     ^ 0.5 -2 65504",
                ">i4  ^ (1,) ^ int32      ^ 80000000         ^ -2147483648",
                ">f4  ^ (1,) ^ float32    ^ 3dcccccd         ^ 0.10000000149011612",
                ">c16 ^ (2,) ^ complex128 ^ 3ff80000000000000000000000000000c0000000000000003ff0000000000000 ^ 1.5 0 -2 1",
            })
    void otherTypesAndOrders_areReadIntoWiderOnes(
            String descr, String shape, String dtype, String hex, String numbers)
            throws IOException {
        String text = dictionary(descr, "False", shape);
        Tensor t = given(bytes(V1, text, 117 - text.length(), hex));
        assertEquals(DType.parse(dtype), t.dtype());
        assertArrayEquals(doubles(numbers), t.toDoubles());
    }

    @Test
    void laterVersions_haveLongerLengths() throws IOException {
        String c8 = dictionary("<c8", "False", "(1,)");
        Tensor a = given(bytes("934e554d5059020074000000", c8, 58, "0000c03f000000c0"));
        assertArrayEquals(new double[] {1.5, -2}, a.toDoubles());
        String i4 = dictionary("<i4", "False", "(1, 2)");
        Tensor b = given(bytes("934e554d5059030074000000", i4, 56, "ffffffff07000000"));
        assertArrayEquals(new int[] {-1, 7}, b.toInts());
    }

    @Test
    void fortranOrder_isReadIntoPlace() throws IOException {
        String two = dictionary(">i2", "True", "(2, 3)");
        Tensor a = given(bytes(V1, two, 59, "000000030001000400020005"));
        assertEquals(Shape.of(2, 3), a.shape());
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, a.toDoubles());
        String three = dictionary("|u1", "True", "(2, 2, 2)");
        Tensor b = given(bytes(V1, three, 117 - three.length(), "0004020601050307"));
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, b.toDoubles());
    }

    @Test
    void keysInAnyOrder_areUnderstood() throws IOException {
        String text = "{\"shape\":(2L,),'fortran_order':False , 'descr':\"<i4\"}";
        Tensor t = given(bytes(V1, text, 117 - text.length(), "ffffffff07000000"));
        assertArrayEquals(new int[] {-1, 7}, t.toInts());
    }

    @ParameterizedTest(name = "{0}, seed 1")
    @EnumSource(DType.class)
    void readBack_isWhatWasWritten(DType dtype) {
        Tensor x = new RandomStream(1).normal(DType.COMPLEX128, Shape.of(70, 301)).mul(5);
        Tensor some = dtype.isComplex() ? x.cast(dtype) : x.real().cast(DType.INT32).cast(dtype);
        for (Tensor t :
                new Tensor[] {
                    some,
                    some.transpose().slice(0, 1, 90, 3),
                    some.select(0, 1).select(0, 2),
                    some.slice(0, 0, 0)
                }) {
            Npy.write(file(), t);
            Tensor back = Npy.read(file());
            assertEquals(dtype, back.dtype());
            assertEquals(t.shape(), back.shape());
            assertArrayEquals(t.toDoubles(), back.toDoubles());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "{'descr':'<f4','fortran_order':False,'shape':(3,)}     ^ takes 12 bytes, but it holds 8",
                "{'descr':'<f4','fortran_order':False,'shape':(1,)}     ^ takes 4 bytes, but it holds 8",
                "{'descr':'<f4','fortran_order':False,'shape':(-2,)}    ^ shape (-2,)",
                "{'descr':'<f4','fortran_order':False,'shape':(99999999999999999999,)} ^ shape",
                "{'descr':'<f4','fortran_order':False,'shape':(4294967296,4294967296)} ^ shape",
                "{'descr':'<f4','fortran_order':False,'shape':(4294967296,4294967296,0)} ^ shape",
                "{'descr':'<f4','fortran_order':False,'shape':(1099511627776,)} ^ takes 4398046511104",
                "{'descr':'<f4','fortran_order':False,'shape':(2,x)}    ^ its header says",
                "{'descr':'<f4','fortran_order':False,'shape':'2'}      ^ shape",
                "{'descr':'<f4','fortran_order':False}                  ^ its header says",
                "{'descr':'<f4','fortran_order':'no','shape':(2,)}      ^ its header says",
                "{'descr':'<f4','fortran_order':False,'shape':(2,),'x':3} ^ its header says",
                "{'descr':'|O','fortran_order':False,'shape':(2,)}      ^ elements of type '|O'",
                "{'descr':'<U2','fortran_order':False,'shape':(1,)}     ^ elements of type '<U2'",
                "{'descr':'<f16','fortran_order':False,'shape':(1,)}    ^ elements of type '<f16'",
                "{'descr':'|f4','fortran_order':False,'shape':(2,)}     ^ its header says",
                "{'descr': [('a', '<f4')],'fortran_order':False,'shape':(2,)} ^ records",
                "{'descr':'<u8','fortran_order':False,'shape':(1,)}     ^ too large for int64",
                "__import__('os')                                       ^ its header says",
            })
    void wrongHeader_isNamedWithTheFile(String header, String fact) {
        byte[] bytes = bytes(V1, header, 117 - header.length(), "000000000000f0ff");
        ArgandException e = assertThrows(ArgandException.BadFile.class, () -> given(bytes));
        assertTrue(e.getMessage().startsWith("npy: " + file()), e.getMessage());
        assertTrue(e.getMessage().contains(fact), e.getMessage());
    }

    @Test
    void versionsAndLengthsThatAreNone_areErrors() {
        String ok = dictionary("<f4", "False", "()");
        for (String prefix :
                new String[] {
                    "934e554d505904007600",
                    "934e554d505900007600",
                    "934e554d505901017600",
                    "934e554d5059020076000080",
                    "934e554d50590300ffffffff",
                    "504b030414000000"
                }) {
            byte[] bytes = bytes(prefix, ok, 117 - ok.length(), "00000000");
            assertThrows(ArgandException.BadFile.class, () -> given(bytes), prefix);
        }
    }

    @Test
    void cutOffAnywhere_isAnError() throws IOException {
        Npy.write(file(), Tensor.of(1.0, 2.0));
        byte[] whole = Files.readAllBytes(file());
        for (int n = 0; n < whole.length; n++) {
            byte[] cut = Arrays.copyOf(whole, n);
            assertThrows(ArgandException.BadFile.class, () -> given(cut));
        }
    }

    @Test
    void absentFile_isAnError() {
        assertThrows(ArgandException.BadFile.class, () -> Npy.read(file()));
        assertThrows(ArgandException.BadFile.class, () -> Npy.read(folder));
    }
}
