package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elements read and added as pairs, against number by number: every other one by a stride, and by the one loop that takes strides. */
class FloatVectorPickerTest {
    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void picks_giveWhatSingleNumbersGive(int seed) {
        assumeTrue(Lanes.available());
        Random random = new Random(seed);
        int n = random.nextInt(40);
        int stride = 1 + random.nextInt(3);
        int[] index = random.ints(n + 5, 0, 12).toArray();
        Picks picks = new Picks(index, n, 2, stride);
        float[] few = Tensors.floats(random, 2 * (2 + 12 * stride));
        float[] row = Tensors.floats(random, 2 * (n + 3));
        float[] spread = new float[2 * (n + 3) * 2];
        for (int j = 0; j < row.length; j++) {
            spread[j / 2 * 4 + j % 2] = row[j];
        }

        float[] taken = row.clone();
        new FloatVectorPicker().take(picks, few, taken, 3);
        float[] spreadTaken = spread.clone();
        picks.take(DType.COMPLEX64, few, spreadTaken, 6, 2);
        float[] sum = few.clone();
        new FloatVectorPicker().add(picks, row, 3, sum);
        float[] spreadSum = few.clone();
        picks.add(DType.COMPLEX64, spread, 6, 2, spreadSum);

        float[] gathered = new float[taken.length];
        for (int j = 0; j < gathered.length; j++) {
            gathered[j] = spreadTaken[j / 2 * 4 + j % 2];
        }
        assertArrayEquals(gathered, taken);
        assertArrayEquals(spreadSum, sum);
    }
}
