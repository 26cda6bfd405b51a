package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.argand.backend.Program;
import org.junit.jupiter.api.Test;

/** The library's text cut into what a kernel needs. */
class DeviceLibraryTest {
    private static final String TEXT =
            """
            .version 9.0
            .target sm_75
            .address_size 64
            // a comment; with }
            .func (.param .b32 r) inner (.param .b32 x);
            .const .align 4 .b8 table[8] = {1, 2, 3, 4, 5, 6, 7, 8};
            .visible .func (.param .b32 r) outer(.param .b32 x)
            {
            { call (r), inner, (x); }
            ret;
            }
            .func (.param .b32 r) inner(.param .b32 x)
            {
            mov.u64 %d, table;
            ret;
            }
            .visible .func other()
            {
            ret;
            }
            """;

    @Test
    void items_areFunctionsAndTables() {
        assertEquals(Set.of("inner", "outer", "other", "table"), new DeviceLibrary(TEXT).names());
    }

    @Test
    void closure_putsEachAfterWhatItNeeds() {
        String text = new DeviceLibrary(TEXT).closure(List.of("outer"));
        assertTrue(text.indexOf("table[8]") < text.indexOf("inner(.param"));
        assertTrue(text.indexOf("inner(.param") < text.indexOf("outer(.param"));
        assertFalse(text.contains("other"));
        assertFalse(text.contains(".version"));
    }

    @Test
    void function_thatIsMissingIsNamed() {
        DeviceLibrary library = new DeviceLibrary(TEXT);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> library.closure(List.of("none")));
        assertEquals("the device library has no none", e.getMessage());
    }

    @Test
    void shippedLibrary_hasEveryFunction() {
        for (Program program : PtxPrograms.all()) {
            assertEquals(Optional.empty(), PtxScalars.missing(program, DeviceLibrary.shipped()));
        }
    }
}
