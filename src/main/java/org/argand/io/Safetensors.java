package org.argand.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.argand.array.ArgandException;
import org.argand.io.SafetensorsHeader.Entry;
import org.argand.tensor.Creation;
import org.argand.tensor.Tensor;

/**
 * Named tensors and text in one file, in the safetensors format: 8 bytes of header length, a JSON header, the elements
 * row-major and little-endian.
 *
 * <p>The format has no complex128: such a tensor is stored as F64 with a last axis of 2, (re, im), and named in the
 * metadata under {@code argand.complex128}, so that it comes back as what it was. complex64 is the format's C64.
 *
 * @param tensors by name, in the order of the file
 * @param metadata text by key
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A copy of the maps, in their order. */
    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * The tensor of that name.
     *
     * @throws ArgandException.BadFile if there is none
     */
    public Tensor get(String name) {
        Tensor t = tensors.get(name);
        if (t == null) {
            throw new ArgandException.BadFile(
                    "safetensors", "no tensor '" + name + "' among " + tensors.keySet());
        }
        return t;
    }

    /**
     * Writes the file, whole or not at all. Tensors of wide elements come first, so that all are aligned.
     *
     * @throws ArgandException.BadFile if it cannot be written
     */
    public void write(Path file) {
        List<Map.Entry<String, Tensor>> order = new ArrayList<>(tensors.entrySet());
        order.sort((a, b) ->
                Integer.compare(
                        Elements.width(b.getValue().dtype()),
                        Elements.width(a.getValue().dtype())));
        byte[] header = SafetensorsHeader.of(order, metadata).toBytes();
        AtomicFile.write(
                file,
                out -> {
                    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
                    out.write(length.putLong(header.length).array());
                    out.write(header);
                    for (Map.Entry<String, Tensor> e : order) {
                        Elements.write(e.getValue(), out);
                    }
                });
    }

    /**
     * Reads a file.
     *
     * @throws ArgandException.BadFile if it cannot be read or is not such a file, with the first fact that says so
     */
    public static Safetensors read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            MemorySegment all =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            SafetensorsHeader header = header(file, all);
            MemorySegment data = all.asSlice(header.length() + 8);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Entry e : header.entries()) {
                tensors.put(e.name(), elements(e, data.asSlice(e.begin(), e.end() - e.begin())));
            }
            return new Safetensors(tensors, header.metadata());
        } catch (IOException e) {
            throw InputFile.cannotRead("safetensors", file, e);
        }
    }

    /**
     * The text in a file, without its tensors.
     *
     * @throws ArgandException.BadFile as {@link #read}
     */
    public static Map<String, String> readMetadata(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            return header(
                            file,
                            channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena))
                    .metadata();
        } catch (IOException e) {
            throw InputFile.cannotRead("safetensors", file, e);
        }
    }

    private static SafetensorsHeader header(Path file, MemorySegment all) {
        long size = all.byteSize();
        long length = size < 8 ? -1 : all.get(LONG, 0);
        if (length < 0 || length > SafetensorsHeader.LONGEST || length > size - 8) {
            throw new ArgandException.BadFile(
                    "safetensors",
                    file
                            + " is no safetensors file, or was cut off: it has "
                            + size
                            + " bytes"
                            + (size < 8 ? "" : " and states a header of " + length));
        }
        byte[] json = new byte[Math.toIntExact(length)];
        MemorySegment.copy(all, ValueLayout.JAVA_BYTE, 8, json, 0, json.length);
        return SafetensorsHeader.parse(file.toString(), json, size - 8 - length);
    }

    private static Tensor elements(Entry e, MemorySegment from) {
        int width = Elements.width(e.dtype());
        long n = from.byteSize() / width;
        String what = "'" + e.name() + "'";
        MemorySegment elements =
                switch (width) {
                    case 1 -> {
                        byte[] v = Elements.array("safetensors", what, n, byte[]::new);
                        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, 0, v, 0, v.length);
                        for (int k = 0; k < v.length; k++) {
                            v[k] = (byte) (v[k] == 0 ? 0 : 1);
                        }
                        yield MemorySegment.ofArray(v);
                    }
                    case 4 -> {
                        int[] v = Elements.array("safetensors", what, n, int[]::new);
                        MemorySegment.copy(from, INT, 0, v, 0, v.length);
                        yield MemorySegment.ofArray(v);
                    }
                    default -> {
                        long[] v = Elements.array("safetensors", what, n, long[]::new);
                        MemorySegment.copy(from, LONG, 0, v, 0, v.length);
                        yield MemorySegment.ofArray(v);
                    }
                };
        return Creation.ofSegment(e.dtype(), e.shape(), elements);
    }
}
