package org.argand.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.io.SigMfMetadata.Annotation;
import org.argand.io.SigMfMetadata.Capture;
import org.argand.io.SigMfRecording.Checksum;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SigMF by its bytes, round trips of every datatype, real recordings, and the ways in which a recording can be wrong. */
class SigMfRecordingTest {
    @TempDir Path folder;

    private Path stem() {
        return folder.resolve("r");
    }

    private SigMfRecording given(String meta, byte[] data) throws IOException {
        Files.writeString(folder.resolve("r.sigmf-meta"), meta.replace('\'', '"'));
        Files.write(folder.resolve("r.sigmf-data"), data);
        return SigMfRecording.read(stem());
    }

    private static String meta(String datatype, String more) {
        return "{'global':{'core:datatype':'" + datatype + "'" + more + "}}";
    }

    @ParameterizedTest
    @CsvSource({
        "ci16_le, 00800100ff7f0040",
        "ci16_be, 800000017fff4000",
        "cu16_le, 00000180ffff00c0",
        "cu16_be, 00008001ffffc000",
        "ci32_le, 0000008000000100ffffff7f00000040",
        "ci32_be, 80000000000100007fffffff40000000",
        "cu32_le, 0000000000000180ffffffff000000c0",
        "cf32_le, 000080bf000000380000803f0000003f",
        "cf32_be, bf800000380000003f8000003f000000",
        "cf64_le, 000000000000f0bf000000000000003f000000000000f03f000000000000e03f",
        "cf64_be, bff00000000000003f000000000000003ff00000000000003fe0000000000000",
    })
    void samples_areFractionsOfFullScale(String datatype, String hex) throws IOException {
        SigMfRecording r = given(meta(datatype, ""), HexFormat.of().parseHex(hex));
        assertEquals(2, r.size());
        Tensor x = r.samples();
        assertEquals(datatype.contains("64") ? DType.COMPLEX128 : DType.COMPLEX64, x.dtype());
        double most = datatype.contains("16") ? 1 - 0x1p-15 : 1;
        assertArrayEquals(new double[] {-1, 0x1p-15, most, 0.5}, x.toDoubles());
    }

    @Test
    void bytes_haveNoOrder() throws IOException {
        byte[] data = {(byte) 0x80, 0, 127, 64, -1, 1};
        double[] signed = {-1, 0, 127 / 128., 0.5, -1 / 128., 1 / 128.};
        double[] unsigned = {0, -1, -1 / 128., -0.5, 127 / 128., -127 / 128.};
        assertArrayEquals(signed, given(meta("ci8", ""), data).samples().toDoubles());
        assertArrayEquals(unsigned, given(meta("cu8", ""), data).samples().toDoubles());
        Tensor real = given(meta("ru8", ""), data).samples();
        assertEquals(DType.FLOAT32, real.dtype());
        assertArrayEquals(unsigned, real.toDoubles());
    }

    @Test
    void headersAndTrailingBytes_areNoSamples() throws IOException {
        byte[] data = {9, 9, 9, 1, 2, 3, 4, 9, 5, 6, 7, 8, 9, 9};
        String meta =
                "{'global':{'core:datatype':'ci8','core:dataset':'other.bin','core:offset':100,"
                        + "'core:trailing_bytes':2},'captures':["
                        + "{'core:sample_start':100,'core:header_bytes':3,'core:frequency':2.4e9},"
                        + "{'core:sample_start':101,'core:datetime':'2024-01-01T00:00:00Z'},"
                        + "{'core:sample_start':102,'core:header_bytes':1,'core:global_index':777}]}";
        Files.write(folder.resolve("other.bin"), data);
        SigMfRecording r = given(meta, new byte[0]);
        assertEquals(4, r.size());
        double[] all = {1, 2, 3, 4, 5, 6, 7, 8};
        assertArrayEquals(all, r.samples().mul(128).toDoubles());
        assertArrayEquals(new double[] {3, 4, 5, 6}, r.samples(1, 2).mul(128).toDoubles());
        assertArrayEquals(new double[] {1, 2}, r.capture(0).mul(128).toDoubles());
        assertArrayEquals(new double[] {3, 4}, r.capture(1).mul(128).toDoubles());
        assertArrayEquals(new double[] {5, 6, 7, 8}, r.capture(2).mul(128).toDoubles());
        List<Capture> captures = r.metadata().captures();
        assertEquals(OptionalDouble.of(2.4e9), captures.get(0).frequency());
        assertEquals("2024-01-01T00:00:00Z", captures.get(1).datetime().orElseThrow());
        assertEquals(OptionalLong.of(777), captures.get(2).globalIndex());
        assertEquals(2, captures.get(2).sampleStart());
    }

    @ParameterizedTest(name = "{0}, seed 1")
    @ValueSource(
            strings = {
                "ci8", "cu8", "ci16_le", "ci16_be", "cu16_le", "cu16_be", "ci32_le", "ci32_be",
                "cu32_le", "cu32_be", "cf32_le", "cf32_be", "cf64_le", "cf64_be", "ri8", "ru8",
                "ri16_le", "ru16_be", "ri32_le", "ru32_be", "rf32_le", "rf64_be"
            })
    void written_comesBackToHalfAStep(String name) {
        SigMfDatatype type = SigMfDatatype.parse(name);
        assertEquals(name, type.toString());
        Tensor z = new RandomStream(1).normal(type.dtype(), Shape.of(3, 5000)).mul(0.2);
        SigMfMetadata metadata =
                SigMfMetadata.of(type, 20e6)
                        .withChannels(3)
                        .with("core:description", "ü \" x")
                        .with("my:list", List.of(1L, true, Map.of("a", 0.5)))
                        .withCaptures(
                                List.of(Capture.at(0).withFrequency(5.18e9), Capture.at(4000)))
                        .withAnnotations(List.of(Annotation.of(10, 20, "frame")));
        SigMfRecording.write(stem(), metadata, z);
        SigMfRecording r = SigMfRecording.read(folder.resolve("r.sigmf-data"));
        assertEquals(metadata.captures(), r.metadata().captures());
        assertEquals(metadata.annotations(), r.metadata().annotations());
        assertEquals(metadata.others().get("my:list"), r.metadata().others().get("my:list"));
        assertEquals(20e6, r.sampleRate());
        assertEquals(type.dtype(), r.samples().dtype());
        double bits = 8 * type.part().bytes();
        double step = type.part().isFloating() ? 0 : Math.max(Math.scalb(1, (int) -bits), 0x1p-24);
        assertArrayEquals(z.toDoubles(), r.samples().toDoubles(), step);
        assertArrayEquals(z.slice(1, 4000, 5000).toDoubles(), r.capture(1).toDoubles(), step);
    }

    @Test
    void written_isCutOffAtFullScaleAndRoundedToEven() throws IOException {
        Tensor x = Tensor.of(-2.0, 2.0, 0.5 / 128, 1.5 / 128, -0.5 / 128);
        SigMfRecording.write(stem(), SigMfMetadata.of(SigMfDatatype.parse("ri8"), 1), x);
        assertArrayEquals(
                new byte[] {-128, 127, 0, 2, 0},
                Files.readAllBytes(folder.resolve("r.sigmf-data")));
        assertThrows(
                ArgandException.NonFinite.class,
                () ->
                        SigMfRecording.write(
                                stem(),
                                SigMfMetadata.of(SigMfDatatype.parse("ri8"), 1),
                                Tensor.of(Double.NaN)));
    }

    @Test
    void metadataWritten_isTheTextOfTheFormat() throws IOException {
        Tensor x = Tensor.ofInterleaved(Shape.of(2), new float[] {1, 2, 3, 4});
        SigMfRecording.write(stem(), SigMfMetadata.of(SigMfDatatype.CF32_LE, 1e6), x);
        String text = Files.readString(folder.resolve("r.sigmf-meta"));
        String sha512 =
                "f459eec8b0d01b01fb703c3b6d7367a679484925107f6820373e5a402f54928a"
                        + "e2a4c5ff2a3764a38b99e38d26ced4c04f97d149551d6af2f35a8fd22dc094b5";
        String expected =
                """
                {
                  "global" : {
                    "core:datatype" : "cf32_le",
                    "core:sample_rate" : 1000000,
                    "core:num_channels" : 1,
                    "core:version" : "1.2.3",
                    "core:sha512" : "%s"
                  },
                  "captures" : [ {
                    "core:sample_start" : 0
                  } ],
                  "annotations" : [ ]
                }
                """;
        assertEquals(expected.formatted(sha512), text);
        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(1).putFloat(2).putFloat(3).putFloat(4);
        assertArrayEquals(data.array(), Files.readAllBytes(folder.resolve("r.sigmf-data")));
    }

    @Test
    void changedData_isFoundByTheChecksumUnlessSkipped() throws IOException {
        Tensor x = Tensor.ofInterleaved(Shape.of(2), new float[] {1, 2, 3, 4});
        SigMfRecording.write(stem(), SigMfMetadata.of(SigMfDatatype.CF32_LE, 1e6), x);
        Files.write(folder.resolve("r.sigmf-data"), new byte[16]);
        assertWrong("SHA-512", () -> SigMfRecording.read(stem()));
        Tensor zeros = SigMfRecording.read(stem(), Checksum.SKIP).samples();
        assertArrayEquals(new double[4], zeros.toDoubles());
    }

    private static void assertWrong(String fact, Executable read) {
        ArgandException e = assertThrows(ArgandException.BadFile.class, read);
        assertTrue(e.getMessage().startsWith("sigmf: "), e.getMessage());
        assertTrue(e.getMessage().contains(fact), e.getMessage());
        assertFalse(e.getMessage().matches("(?s).*(Source|StreamRead|jackson).*"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                | not JSON: line 1, column 2: Unexpected end-of-input",
                "[]                                               | not a JSON object",
                "{} {}                                            | not JSON: line 1, column 4: something follows",
                "{}                                               | global is missing",
                "{'global':{},'global':{}}                        | not JSON",
                "{'global':{}}                                    | core:datatype is missing",
                "{'global':{'core:datatype':3}}                   | core:datatype is 3, not text",
                "{'global':{'core:datatype':'ci16'}}              | 'ci16' is not",
                "{'global':{'core:datatype':'cf16_le'}}           | 'cf16_le' is not",
                "{'global':{G,'core:sample_rate':'NaN'}}          | core:sample_rate",
                "{'global':{G,'core:sample_rate':1e999}}          | core:sample_rate",
                "{'global':{G,'core:sample_rate':0}}              | core:sample_rate",
                "{'global':{G,'core:num_channels':0}}             | core:num_channels",
                "{'global':{G,'core:num_channels':2147483648}}    | core:num_channels",
                "{'global':{G,'core:num_channels':3}}             | no multiple of the 12",
                "{'global':{G,'core:num_channels':2147483647}}    | no multiple",
                "{'global':{G,'core:sha512':'00'}}                | core:sha512",
                "{'global':{G,'core:metadata_only':true}}         | metadata_only",
                "{'global':{G,'core:trailing_bytes':17}}          | 16 bytes, fewer",
                "{'global':{G,'core:trailing_bytes':1}}           | no multiple",
                "{'global':{G,'core:trailing_bytes':9223372036854775807}} | fewer",
                "{'global':{G,'core:dataset':'../r.sigmf-data'}}  | same folder",
                "{'global':{G,'core:dataset':'/etc/passwd'}}      | same folder",
                "{'global':{G,'core:dataset':'..'}}               | same folder",
                "{'global':{G,'core:dataset':''}}                 | same folder",
                "{'global':{G,'core:dataset':'a\\u0000'}}         | same folder",
                "{'global':{G,'core:dataset':'C:\\\\x'}}          | same folder",
                "{'global':{G,'core:dataset':'absent'}}           | no such file",
                "{'global':{G},'captures':3}                      | captures is 3",
                "{'global':{G},'captures':[3]}                    | captures[0] is not a JSON object",
                "{'global':{G},'captures':[{}]}                   | core:sample_start is missing",
                "{'global':{G},'captures':[{'core:sample_start':-1}]}   | sample_start is -1",
                "{'global':{G},'captures':[{'core:sample_start':0.5}]}  | sample_start is 0.5",
                "{'global':{G},'captures':[{'core:sample_start':5}]}    | at sample 5 of 4",
                "{'global':{G},'captures':[{'core:sample_start':1e300}]} | sample_start",
                "{'global':{G},'captures':[{'core:sample_start':99999999999999999999}]} | sample_start",
                "{'global':{G},'captures':[{'core:sample_start':2},{'core:sample_start':1}]} | before",
                "{'global':{G},'captures':[{'core:sample_start':0,'core:header_bytes':17}]} | fewer",
                "{'global':{G},'annotations':[{'core:sample_start':3,'core:sample_count':2}]} | 3 for 2, of 4",
                "{'global':{G},'annotations':[{'core:sample_start':3,'core:sample_count':9223372036854775807}]} | of 4",
                "{'global':{G},'annotations':[{'core:sample_start':3,'core:label':{}}]} | core:label",
            })
    void wrongMetadata_isNamed(String json, String fact) {
        String text = json.replace("G", "'core:datatype':'ci16_le'");
        assertWrong(fact, () -> given(text, new byte[16]));
    }

    @Test
    void absentFiles_areNamed() throws IOException {
        assertWrong("r.sigmf-meta: no such file", () -> SigMfRecording.read(stem()));
        Files.writeString(folder.resolve("r.sigmf-meta"), meta("ci8", "").replace('\'', '"'));
        assertWrong("r.sigmf-data: no such file", () -> SigMfRecording.read(stem()));
        Files.createDirectory(folder.resolve("r.sigmf-data"));
        assertWrong("no regular file", () -> SigMfRecording.read(stem()));
    }

    @Test
    void rangesOutside_areRefused() throws IOException {
        SigMfRecording r = given(meta("ci8", ""), new byte[8]);
        assertEquals(Shape.of(0), r.samples(4, 0).shape());
        for (long[] range : new long[][] {{-1, 1}, {0, 5}, {5, 0}, {1, Long.MAX_VALUE}, {2, -1}}) {
            assertThrows(
                    ArgandException.InvalidArgument.class, () -> r.samples(range[0], range[1]));
        }
        assertThrows(ArgandException.InvalidArgument.class, () -> r.capture(0));
    }

    @Test
    void dataCutOffAfterOpening_isAnError() throws IOException {
        SigMfRecording r = given(meta("ci8", ""), new byte[8]);
        Files.write(folder.resolve("r.sigmf-data"), new byte[6]);
        assertWrong("cut off", r::samples);
    }

    @ParameterizedTest
    @CsvSource({"6, 52000", "24, 21440", "48, 14960"})
    void realRecordings_areRead(int rate, long size) {
        String captures = System.getenv("ARGAND_CAPTURES");
        assumeTrue(captures != null, "ARGAND_CAPTURES names no folder of recordings");
        String name = "wifi80211a/wifi80211a-" + rate + "mbps";
        SigMfRecording r = SigMfRecording.read(Path.of(captures, name + ".sigmf-meta"));
        assertEquals(20e6, r.sampleRate());
        assertEquals(size, r.size());
        Tensor x = r.samples();
        double power = x.abs2().mean().item();
        assertTrue(power > 1e-8 && power < 1, "mean power " + power);
        double[] parts = r.samples(1000, 500).mul(32768).toDoubles();
        assertArrayEquals(x.slice(0, 1000, 1500).mul(32768).toDoubles(), parts);
        for (double p : parts) {
            assertEquals(Math.rint(p), p);
        }
    }
}
