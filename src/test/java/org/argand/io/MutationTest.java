package org.argand.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.io.SigMfMetadata.Annotation;
import org.argand.io.SigMfMetadata.Capture;
import org.argand.io.SigMfRecording.Checksum;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files give a result or one clear error, and take no more memory than their size is worth. */
class MutationTest {
    /** Far more than any of these small files needs, far less than any of the huge claims. */
    private static final long MOST_BYTES = 32L << 20;

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("f.sigmf-meta");
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({
        "sigmf, 1",
        "sigmf, 2",
        "sigmf, 3",
        "sigmf data, 4",
        "npy, 5",
        "npy, 6",
        "npy, 7",
        "npz, 8",
        "npz, 9",
        "npz of damaged npy, 10",
        "safetensors, 11",
        "safetensors, 12",
        "safetensors, 13"
    })
    void damagedFiles_giveAResultOrOneClearError(String format, long seed) throws Exception {
        damage(format).demandClearErrors(format, seed, MOST_BYTES);
    }

    private Damage damage(String format) throws IOException {
        return switch (format) {
            case "sigmf" -> sigmf();
            case "sigmf data" -> sigmfData();
            case "npy" -> npy();
            case "npz" -> npz();
            case "npz of damaged npy" -> npzOfDamagedNpy();
            default -> safetensors();
        };
    }

    private void writeRecording() {
        Tensor x = new RandomStream(1).normal(DType.COMPLEX64, Shape.of(2, 300)).mul(0.2);
        SigMfMetadata metadata =
                SigMfMetadata.of(SigMfDatatype.CI16_LE, 20e6)
                        .withChannels(2)
                        .with("core:author", "ü")
                        .with("my:list", List.of(1, 2.5, Map.of("a", true)))
                        .withCaptures(List.of(Capture.at(0).withFrequency(5e9), Capture.at(200)))
                        .withAnnotations(List.of(Annotation.of(10, 20, "a frame")));
        SigMfRecording.write(file, metadata, x);
    }

    private static void readWhole(SigMfRecording r) {
        r.samples().toDoubles();
        for (int k = 0; k < r.metadata().captures().size(); k++) {
            r.capture(k).toDoubles();
        }
    }

    private Damage sigmf() throws IOException {
        writeRecording();
        // With all keys of places and without the checksum, which would refuse whatever else
        // changed.
        String text =
                Files.readString(file)
                        .replaceFirst("\"core:sha512\" : \"\\w+\"", "\"core:trailing_bytes\" : 0")
                        .replace(
                                " : 200",
                                " : 200, \"core:header_bytes\" : 0, \"core:global_index\" : 9")
                        .replace(
                                "\"global\" : {",
                                "\"global\" : { \"core:offset\" : 0, "
                                        + "\"core:dataset\" : \"f.sigmf-data\",");
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        Files.write(file, whole);
        readWhole(SigMfRecording.read(file));
        return random -> {
            Files.write(file, Mutation.ofText(whole, random));
            readWhole(SigMfRecording.read(file));
        };
    }

    private Damage sigmfData() throws IOException {
        writeRecording();
        Path data = folder.resolve("f.sigmf-data");
        byte[] whole = Files.readAllBytes(data);
        return random -> {
            Files.write(data, Mutation.ofBytes(whole, random));
            readWhole(
                    SigMfRecording.read(
                            file, random.nextBoolean() ? Checksum.VERIFY : Checksum.SKIP));
        };
    }

    private static Tensor matrix() {
        return new RandomStream(2).normal(DType.COMPLEX128, Shape.of(5, 7));
    }

    private static byte[] npyBytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(matrix(), out);
        return out.toByteArray();
    }

    /** The header changed as text, with its right length, or the file changed as bytes. */
    private static byte[] damagedNpy(byte[] whole, RandomGenerator random) {
        if (random.nextBoolean()) {
            return Mutation.ofBytes(whole, random);
        }
        byte[] header = Mutation.ofText(Arrays.copyOfRange(whole, 10, 128), random);
        ByteBuffer b = ByteBuffer.allocate(10 + header.length + whole.length - 128);
        b.order(ByteOrder.LITTLE_ENDIAN).put(whole, 0, 8).putShort((short) header.length);
        return b.put(header).put(whole, 128, whole.length - 128).array();
    }

    private Damage npy() throws IOException {
        byte[] whole = npyBytes();
        return random -> {
            Files.write(file, damagedNpy(whole, random));
            Npy.read(file).toDoubles();
        };
    }

    private Damage npz() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", matrix());
        tensors.put("b/c", Tensor.zeros(DType.INT32, Shape.of(50, 50)));
        Npz.write(file, tensors);
        byte[] stored = Files.readAllBytes(file);
        Npz.writeCompressed(file, tensors);
        byte[] deflated = Files.readAllBytes(file);
        return random -> {
            byte[] whole = random.nextBoolean() ? stored : deflated;
            Files.write(file, Mutation.ofBytes(whole, random));
            Npz.read(file).values().forEach(Tensor::toDoubles);
        };
    }

    private Damage npzOfDamagedNpy() throws IOException {
        byte[] whole = npyBytes();
        return random -> {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry("a.npy"));
                zip.write(damagedNpy(whole, random));
            }
            Npz.read(file).values().forEach(Tensor::toDoubles);
        };
    }

    private Damage safetensors() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("layer/w", matrix());
        tensors.put("layer/b", matrix().real().cast(DType.FLOAT32));
        tensors.put("step", Tensor.of(7L));
        new Safetensors(tensors, Map.of("argand.checkpoint", "1", "task", "x")).write(file);
        byte[] whole = Files.readAllBytes(file);
        return random -> {
            Files.write(file, Mutation.ofSafetensors(whole, random));
            Safetensors.read(file).tensors().values().forEach(Tensor::toDoubles);
        };
    }
}
