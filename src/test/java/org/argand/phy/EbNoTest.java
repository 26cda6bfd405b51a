package org.argand.phy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.ArgandException;
import org.argand.autograd.GradCheck;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Eb/N0 against its formula. */
class EbNoTest {
    @Test
    void toNo_isTheFormula() {
        assertEquals(1 / (Math.pow(10, 0.7) * 0.5 * 6), EbNo.toNo(7, 6, 0.5), 1e-16);
        assertEquals(0.5, EbNo.toNo(0, 2, 1), 1e-16);
        assertEquals(1.25 * EbNo.toNo(3, 4, 0.5), EbNo.toNo(3, 4, 0.5, 1.25), 1e-16);
        assertEquals(7, EbNo.fromNo(EbNo.toNo(7, 6, 0.5), 6, 0.5), 1e-12);
    }

    @Test
    void toNo_ofATensorIsThatOfItsElements() {
        Tensor db = Tensor.of(-3.0, 0.0, 12.5);
        double[] no = EbNo.toNo(db, 4, 0.75, 1.1).toDoubles();
        for (int k = 0; k < 3; k++) {
            double expected = EbNo.toNo(db.toDoubles()[k], 4, 0.75, 1.1);
            assertEquals(expected, no[k], 1e-14 * expected);
        }
        GradCheck.of(in -> EbNo.toNo(in.getFirst(), 4, 0.75, 1)).inputs(db).seed(1).check(1e-7);
    }

    @Test
    void badInput_isNamed() {
        for (double rate : new double[] {0, -1, 1.5, Double.NaN}) {
            assertThrows(ArgandException.InvalidArgument.class, () -> EbNo.toNo(0, 2, rate));
        }
        var e = assertThrows(ArgandException.InvalidArgument.class, () -> EbNo.toNo(0, 4, 2));
        assertTrue(
                e.getMessage().contains("a code rate in (0, 1] and an overhead of at least 1, got"),
                e.getMessage());
        assertThrows(ArgandException.InvalidArgument.class, () -> EbNo.toNo(0, 0, 1));
        assertThrows(ArgandException.InvalidArgument.class, () -> EbNo.toNo(0, 2, 1, 0.9));
    }
}
