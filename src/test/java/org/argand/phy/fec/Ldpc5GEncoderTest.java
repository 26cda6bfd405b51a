package org.argand.phy.fec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Creation;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The 5G LDPC encoder against published generator matrices and its own parity checks. */
class Ldpc5GEncoderTest {
    private static final Pattern NAME = Pattern.compile("k(\\d+)_n(\\d+)_G\\.npy");

    /** Every matrix among the references; skipped where ARGAND_REFS does not say where those are. */
    @Test
    void generatorMatrices_areThoseOfTheReference() throws IOException {
        String refs = System.getenv("ARGAND_REFS");
        Assumptions.assumeTrue(refs != null, "needs ARGAND_REFS, the folder of reference figures");
        int seen = 0;
        try (Stream<Path> files = Files.list(Path.of(refs, "nr_ldpc"))) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    int k = Integer.parseInt(name.group(1));
                    int n = Integer.parseInt(name.group(2));
                    assertArrayEquals(
                            dense(file, k, n), generator(Ldpc5GCode.of(k, n)), name.group());
                    seen++;
                }
            }
        }
        assertTrue(seen >= 6, seen + " matrices");
    }

    /** The codewords of the unit vectors, row by row. */
    private static float[] generator(Ldpc5GCode code) {
        Tensor units = Creation.eye(DType.FLOAT32, code.k());
        return Ldpc5GEncoder.of(code).encode(units).toFloats();
    }

    /** A NumPy file of 1-based pairs (information bit, code bit), [2, count], as a matrix [k, n] row by row. */
    private static float[] dense(Path file, int k, int n) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = bytes.getShort(8);
        String header = new String(bytes.array(), 10, headerLength, StandardCharsets.US_ASCII);
        Matcher shape = Pattern.compile("\\(2, (\\d+)\\)").matcher(header);
        assertTrue(shape.find() && header.contains("'fortran_order': False"), header);
        int count = Integer.parseInt(shape.group(1));
        boolean narrow = header.contains("<u2");
        assertTrue(narrow || header.contains("<i4"), header);
        int[] pairs = new int[2 * count];
        bytes.position(10 + headerLength);
        for (int j = 0; j < pairs.length; j++) {
            pairs[j] = narrow ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
        }
        float[] matrix = new float[k * n];
        for (int j = 0; j < count; j++) {
            matrix[(pairs[j] - 1) * n + pairs[count + j] - 1] = 1;
        }
        return matrix;
    }

    /** Both base graphs, all eight sets of shifts, the least and the largest codes. */
    @ParameterizedTest
    @CsvSource({
        "12, 13",
        "12, 60",
        "36, 100",
        "60, 75",
        "84, 300",
        "108, 216",
        "132, 500",
        "156, 170",
        "180, 900",
        "193, 300",
        "292, 308",
        "293, 320",
        "500, 1000",
        "561, 800",
        "641, 1200",
        "2500, 9000",
        "3824, 6000",
        "3840, 19000",
        "5000, 7000",
        "8448, 8900",
        "8448, 25344"
    })
    void codewords_satisfyTheChecks(int k, int n) {
        Ldpc5GCode code = Ldpc5GCode.of(k, n);
        Tensor u = new RandomStream(k).bits(DType.FLOAT32, Shape.of(3, k));
        Tensor c = Ldpc5GEncoder.of(code).encode(u);
        assertEquals(Shape.of(3, n), c.shape());
        ParityCheckMatrix h = code.parityChecks();
        Tensor word = Ldpc5GEncoder.of(code).word(u);
        assertArrayEquals(c.toFloats(), word.gather(Tensor.of(code.sentBits()), -1).toFloats());
        assertEquals(0, h.syndrome(word).sum().item());
        assertEquals(h.variables(), word.dim(-1));
        assertEquals(code.fillerBits() + k, (code.baseGraph() == 1 ? 22 : 10) * code.liftingSize());
    }

    @Test
    void bitInterleaver_isThatOfClause5422() {
        Tensor u = new RandomStream(1).bits(DType.FLOAT32, Shape.of(64));
        float[] plain = Ldpc5GEncoder.of(Ldpc5GCode.of(64, 128)).encode(u).toFloats();
        float[] mixed = Ldpc5GEncoder.of(Ldpc5GCode.of(64, 128, 4)).encode(u).toFloats();
        for (int j = 0; j < 32; j++) {
            for (int i = 0; i < 4; i++) {
                assertEquals(plain[i * 32 + j], mixed[i + j * 4]);
            }
        }
    }

    @Test
    void repetition_sendsTheBufferAgain() {
        Ldpc5GCode code = Ldpc5GCode.of(20, 400);
        int buffer = 20 + 40 * code.liftingSize();
        float[] c =
                Ldpc5GEncoder.of(code)
                        .encode(new RandomStream(2).bits(DType.FLOAT32, Shape.of(20)))
                        .toFloats();
        assertTrue(buffer < 400);
        for (int j = buffer; j < 400; j++) {
            assertEquals(c[j - buffer], c[j]);
        }
    }

    @Test
    void types_arePreserved() {
        Ldpc5GEncoder encoder = Ldpc5GEncoder.of(Ldpc5GCode.of(40, 80));
        Tensor u = new RandomStream(3).bits(DType.INT32, Shape.of(2, 3, 40));
        Tensor c = encoder.encode(u);
        assertEquals(DType.INT32, c.dtype());
        assertEquals(Shape.of(2, 3, 80), c.shape());
        assertArrayEquals(
                c.cast(DType.FLOAT64).toDoubles(),
                encoder.encode(u.cast(DType.FLOAT64)).toDoubles());
        assertThrows(
                ArgandException.DTypeMismatch.class, () -> encoder.encode(u.cast(DType.COMPLEX64)));
        assertThrows(ArgandException.ShapeMismatch.class, () -> encoder.encode(u.slice(-1, 0, 39)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"11, 40", "8449, 20000", "3841, 16000", "96, 101", "100, 121345", "0, 0"})
    void limits_areNamed(String kAndN) {
        String[] parts = kAndN.split(", ");
        int k = Integer.parseInt(parts[0]);
        int n = Integer.parseInt(parts[1]);
        ArgandException e =
                assertThrows(ArgandException.InvalidArgument.class, () -> Ldpc5GCode.of(k, n));
        assertTrue(e.getMessage().startsWith("ldpc: k = " + k + ", n = " + n), e.getMessage());
        assertThrows(ArgandException.InvalidArgument.class, () -> Ldpc5GCode.of(64, 128, 3));
    }
}
