package org.argand.array;

import static org.argand.array.DType.BOOL;
import static org.argand.array.DType.COMPLEX128;
import static org.argand.array.DType.COMPLEX64;
import static org.argand.array.DType.FLOAT32;
import static org.argand.array.DType.FLOAT64;
import static org.argand.array.DType.INT32;
import static org.argand.array.DType.INT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Element types: promotion and names. */
class DTypeTest {
    /** The table of DType's documentation, rows and columns in the order of the constants. */
    private static final DType[][] TABLE = {
        {BOOL, INT32, INT64, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128},
        {INT32, INT32, INT64, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128},
        {INT64, INT64, INT64, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128},
        {FLOAT32, FLOAT32, FLOAT32, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128},
        {FLOAT64, FLOAT64, FLOAT64, FLOAT64, FLOAT64, COMPLEX128, COMPLEX128},
        {COMPLEX64, COMPLEX64, COMPLEX64, COMPLEX64, COMPLEX128, COMPLEX64, COMPLEX128},
        {COMPLEX128, COMPLEX128, COMPLEX128, COMPLEX128, COMPLEX128, COMPLEX128, COMPLEX128},
    };

    @Test
    void promote_isTheDocumentedTable() {
        for (DType a : DType.values()) {
            for (DType b : DType.values()) {
                assertEquals(
                        TABLE[a.ordinal()][b.ordinal()], DType.promote(a, b), a + " with " + b);
            }
        }
    }

    @Test
    void names_areThoseOfNumPy() {
        for (DType d : DType.values()) {
            assertEquals(d, DType.parse(d.toString()));
        }
        assertEquals("complex64", COMPLEX64.toString());
        assertThrows(ArgandException.InvalidArgument.class, () -> DType.parse("cfloat"));
    }

    @Test
    void devices_parse() {
        assertEquals(Device.cpu(), Device.parse("cpu"));
        assertEquals(Device.cuda(0), Device.parse("cuda"));
        assertEquals(Device.cuda(3), Device.parse("cuda:3"));
        assertEquals("cuda:3", Device.cuda(3).toString());
        assertEquals(
                "device: 'gpu' is none of cpu, cuda, cuda:N, reference, auto",
                assertThrows(ArgandException.InvalidArgument.class, () -> Device.parse("gpu"))
                        .getMessage());
    }
}
