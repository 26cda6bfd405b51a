package org.argand.phy.fec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scramblers against the recurrences of the standard, written out. */
class ScramblerTest {
    /** Clause 5.2.1 as it is printed. */
    private static int[] gold(int cInit, int n) {
        int[] x1 = new int[1600 + n + 31];
        int[] x2 = new int[1600 + n + 31];
        x1[0] = 1;
        for (int i = 0; i < 31; i++) {
            x2[i] = cInit >> i & 1;
        }
        for (int i = 0; i + 31 < x1.length; i++) {
            x1[i + 31] = (x1[i + 3] + x1[i]) % 2;
            x2[i + 31] = (x2[i + 3] + x2[i + 2] + x2[i + 1] + x2[i]) % 2;
        }
        int[] c = new int[n];
        Arrays.setAll(c, i -> (x1[i + 1600] + x2[i + 1600]) % 2);
        return c;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 123456, Integer.MAX_VALUE})
    void gold_isThatOf38211(int cInit) {
        assertArrayEquals(gold(cInit, 200), GoldSequence.bits(cInit, 200));
        Tensor zeros = Tensor.zeros(DType.INT32, Shape.of(2, 200));
        int[] c = Scrambler.gold(cInit).scramble(zeros).toInts();
        assertArrayEquals(gold(cInit, 200), Arrays.copyOf(c, 200));
        assertArrayEquals(gold(cInit, 200), Arrays.copyOfRange(c, 200, 400));
    }

    @Test
    void llrs_areThoseOfTheBitsBefore() {
        for (Scrambler s : new Scrambler[] {Scrambler.gold(99), Scrambler.random(5)}) {
            Tensor bits = new RandomStream(1).bits(DType.FLOAT64, Shape.of(3, 50));
            Tensor sent = s.scramble(bits);
            assertArrayEquals(bits.toDoubles(), s.scramble(sent).toDoubles());
            assertEquals(
                    0.5, sent.sub(bits).abs().mean().item(), 0.25, "about half of the bits flip");
            Tensor llr = sent.mul(2).sub(1).mul(3.5);
            assertArrayEquals(
                    bits.mul(2).sub(1).mul(3.5).toDoubles(), s.descramble(llr).toDoubles());
        }
    }

    @Test
    void random_isWhatTheSeedDecides() {
        Tensor zeros = Tensor.zeros(DType.INT32, Shape.of(64));
        int[] c = Scrambler.random(1).scramble(zeros).toInts();
        assertArrayEquals(c, Scrambler.random(1).scramble(zeros).toInts());
        assertEquals(false, Arrays.equals(c, Scrambler.random(2).scramble(zeros).toInts()));
    }

    @Test
    void gradients_passWithTheirSign() {
        GradCheck.of(in -> Scrambler.gold(7).descramble(in.getFirst()).exp())
                .inputs(new RandomStream(2).normal(DType.FLOAT64, Shape.of(2, 9)))
                .seed(3)
                .check(1e-7);
    }

    @Test
    void badInput_isNamed() {
        assertThrows(ArgandException.InvalidArgument.class, () -> Scrambler.gold(-1));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> Scrambler.gold(1).scramble(Tensor.of(true, false)));
    }
}
