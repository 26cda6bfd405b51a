package org.argand.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.argand.array.ArgandException;
import org.junit.jupiter.api.Test;

/** Schedules by their formulas. */
class ScheduleTest {
    @Test
    void schedules_haveTheirValues() {
        assertEquals(0.1, Schedule.constant(0.1).at(99));
        Schedule cosine = Schedule.cosine(1, 0.2, 100);
        assertEquals(1, cosine.at(0), 1e-15);
        assertEquals(0.6, cosine.at(50), 1e-15);
        assertEquals(0.2 + 0.4 * (1 + Math.sqrt(0.5)), cosine.at(25), 1e-15);
        assertEquals(0.2, cosine.at(100), 1e-15);
        assertEquals(0.2, cosine.at(1000), 1e-15);
        Schedule exponential = Schedule.exponential(2, 0.5, 10);
        assertEquals(2, exponential.at(0));
        assertEquals(1, exponential.at(10), 1e-15);
        assertEquals(2 * Math.sqrt(0.5), exponential.at(5), 1e-15);
    }

    @Test
    void warmup_risesToTheOther() {
        Schedule warm = Schedule.warmup(4, Schedule.constant(0.8));
        assertEquals(0.2, warm.at(0), 1e-15);
        assertEquals(0.6, warm.at(2), 1e-15);
        assertEquals(0.8, warm.at(3), 1e-15);
        assertEquals(0.8, warm.at(50), 1e-15);
    }

    @Test
    void piecewise_changesAtItsBounds() {
        Schedule s = Schedule.piecewise(new long[] {10, 20}, new double[] {1, 0.1, 0.01});
        assertEquals(1, s.at(9));
        assertEquals(0.1, s.at(10));
        assertEquals(0.1, s.at(19));
        assertEquals(0.01, s.at(20));
    }

    @Test
    void nonsense_isRefused() {
        Class<ArgandException.InvalidArgument> refused = ArgandException.InvalidArgument.class;
        assertThrows(refused, () -> Schedule.constant(Double.NaN));
        assertThrows(refused, () -> Schedule.cosine(1, 0, 0));
        assertThrows(refused, () -> Schedule.warmup(0, Schedule.constant(1)));
        assertThrows(refused, () -> Schedule.exponential(1, 0, 10));
        assertThrows(refused, () -> Schedule.piecewise(new long[] {5, 5}, new double[] {1, 2, 3}));
        assertThrows(refused, () -> Schedule.piecewise(new long[] {5}, new double[] {1}));
    }
}
