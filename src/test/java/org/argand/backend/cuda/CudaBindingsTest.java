package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shims have every symbol that JCuda's natives leave undefined: one that is missing ends the JVM when it is called. */
class CudaBindingsTest {
    private static final int SECTION_DYNSYM = 11;
    private static final int SYMBOL_BYTES = 24;

    @ParameterizedTest
    @CsvSource({"cublas, libJCublas2-12.6.0", "cufft, libJCufft-11.8.0"})
    void shim_listsWhatTheNativeLeavesUndefined(String prefix, String binding) throws IOException {
        List<String> listed = Files.readAllLines(Path.of("native/shim/" + prefix + ".symbols"));
        SortedSet<String> undefined = undefined(read("lib/" + binding + "-linux-x86_64.so"));
        undefined.removeIf(symbol -> !symbol.startsWith(prefix));
        assertEquals(List.copyOf(undefined), listed);
    }

    private static ByteBuffer read(String resource) throws IOException {
        try (InputStream in =
                CudaBindingsTest.class.getClassLoader().getResourceAsStream(resource)) {
            return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** The names in the dynamic symbol table of an ELF file of 64 bits that belong to no section of it. */
    private static SortedSet<String> undefined(ByteBuffer elf) {
        int sections = (int) elf.getLong(40);
        int sectionBytes = elf.getShort(58);
        SortedSet<String> names = new TreeSet<>();
        for (int k = 0; k < elf.getShort(60); k++) {
            int section = sections + k * sectionBytes;
            if (elf.getInt(section + 4) == SECTION_DYNSYM) {
                int strings = sections + elf.getInt(section + 40) * sectionBytes;
                int text = (int) elf.getLong(strings + 24);
                int begin = (int) elf.getLong(section + 24);
                int end = begin + (int) elf.getLong(section + 32);
                for (int symbol = begin; symbol < end; symbol += SYMBOL_BYTES) {
                    if (elf.getShort(symbol + 6) == 0) {
                        names.add(string(elf, text + elf.getInt(symbol)));
                    }
                }
            }
        }
        return names;
    }

    private static String string(ByteBuffer elf, int at) {
        int end = at;
        while (elf.get(end) != 0) {
            end++;
        }
        return new String(elf.array(), at, end - at, StandardCharsets.US_ASCII);
    }
}
