package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import org.argand.array.DType;
import org.junit.jupiter.api.Test;

/** The errors that the documents state are there for every operator and have not grown. */
class MeasuredErrorsTest {
    /** Another processor, or the plain loops, may round elsewhere: half a unit, and twice the error of longer sums. */
    private static double allowed(double recorded) {
        return recorded == 0 ? 0 : 2 * recorded + 0.5;
    }

    @Test
    void errors_areNotWorseThanRecorded() throws IOException {
        if (System.getProperty("argand.write") != null) {
            MeasuredErrors.write(MeasuredErrors.measure(true));
        }
        SortedMap<String, Map<DType, Double>> recorded = MeasuredErrors.recorded();
        SortedMap<String, Map<DType, Double>> now = MeasuredErrors.measure(false);
        assertEquals(recorded.keySet(), now.keySet());
        now.forEach((operator, row) ->
                row.forEach((dtype, error) -> {
                    double bound = allowed(recorded.get(operator).get(dtype));
                    assertTrue(
                            error <= bound,
                            () -> operator + " in " + dtype + ": " + error + " of " + bound);
                }));
    }
}
