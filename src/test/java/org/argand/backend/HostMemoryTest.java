package org.argand.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.argand.array.Device;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of every short length, often enough to be compiled more than once. */
class HostMemoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference"})
    void shortTensors_surviveTheRoundTrip(String device) {
        Device d = Device.parse(device);
        for (int round = 0; round < 3000; round++) {
            int n = 1 + round % 17;
            int[] ints = new int[n];
            long[] longs = new long[n];
            float[] floats = new float[n];
            double[] doubles = new double[n];
            for (int k = 0; k < n; k++) {
                ints[k] = 1 << k;
                longs[k] = round + k;
                floats[k] = 1.5f * k - round;
                doubles[k] = 0.1 * k + round;
            }
            assertArrayEquals(ints, Tensor.of(ints).to(d).toInts());
            assertArrayEquals(longs, Tensor.of(longs).to(d).toLongs());
            assertArrayEquals(floats, Tensor.of(floats).to(d).toFloats());
            assertArrayEquals(doubles, Tensor.of(doubles).to(d).toDoubles());
        }
    }

    @Test
    void copies_goBetweenHeapAndNativeMemory() {
        try (Arena arena = Arena.ofConfined()) {
            for (int n = 0; n < 200; n++) {
                int[] from = new int[n];
                Arrays.setAll(from, k -> 7 * k + 1);
                MemorySegment there = arena.allocate(4L * n + 1).asSlice(1, 4L * n);
                HostMemory.copy(MemorySegment.ofArray(from), there);
                int[] back = new int[n];
                HostMemory.copy(there, MemorySegment.ofArray(back));
                assertArrayEquals(from, back);
            }
        }
    }

    @Test
    void lengths_mustAgree() {
        MemorySegment a = MemorySegment.ofArray(new byte[3]);
        MemorySegment b = MemorySegment.ofArray(new byte[4]);
        assertThrows(IllegalArgumentException.class, () -> HostMemory.copy(a, b));
    }
}
