package org.argand.phy.fec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutional codes against shift registers, puncturing against the figures of the standard. */
class ConvolutionalCodeTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void codeword_isThatOfAShiftRegister(boolean terminated) {
        int[][] generators = {{0133, 0171}, {05, 07}, {0557, 0663, 0711}, {03}};
        int[] lengths = {7, 3, 9, 2};
        for (int c = 0; c < lengths.length; c++) {
            ConvolutionalCode code = ConvolutionalCode.of(lengths[c], terminated, generators[c]);
            Tensor bits = new RandomStream(c).bits(DType.FLOAT32, Shape.of(3, 2, 40));
            Tensor word = code.encode(bits);
            assertEquals(code.codeLength(40), word.dim(-1));
            assertEquals(40, code.messageLength(word.dim(-1)));
            float[] message = bits.select(0, 2).select(0, 1).copied().toFloats();
            float[] expected = register(message, lengths[c], terminated, generators[c]);
            assertArrayEquals(expected, word.select(0, 2).select(0, 1).copied().toFloats());
        }
    }

    /** The textbook's register: the newest bit comes in on the left and each generator taps it. */
    private static float[] register(
            float[] bits, int length, boolean terminated, int[] generators) {
        int steps = bits.length + (terminated ? length - 1 : 0);
        float[] out = new float[steps * generators.length];
        int register = 0;
        for (int t = 0; t < steps; t++) {
            int bit = t < bits.length ? (int) bits[t] : 0;
            register = register >> 1 | bit << (length - 1);
            for (int j = 0; j < generators.length; j++) {
                out[t * generators.length + j] = Integer.bitCount(register & generators[j]) % 2;
            }
        }
        return out;
    }

    @Test
    void codeword_hasTheDtypeOfItsBits() {
        ConvolutionalCode code = ConvolutionalCode.k7(true);
        for (DType dtype : new DType[] {DType.FLOAT64, DType.INT32}) {
            Tensor word = code.encode(Tensor.ones(dtype, Shape.of(1)));
            assertEquals(dtype, word.dtype());
            // The impulse response is the generators, newest tap first.
            assertArrayEquals(
                    new double[] {1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1},
                    word.cast(DType.FLOAT64).toDoubles());
        }
    }

    @Test
    void puncturing_isThatOfTheStandard() {
        Tensor code = Tensor.arange(DType.FLOAT32, 12);
        assertArrayEquals(
                new float[] {0, 1, 2, 4, 5, 6, 8, 9, 10},
                Puncturing.TWO_THIRDS.puncture(code).toFloats());
        assertArrayEquals(
                new float[] {0, 1, 2, 5, 6, 7, 8, 11},
                Puncturing.THREE_QUARTERS.puncture(code).toFloats());
        assertArrayEquals(code.toFloats(), Puncturing.NONE.puncture(code).toFloats());
    }

    @Test
    void depunctured_hasZerosWhereNothingWasSent() {
        Tensor llr = Tensor.of(1f, 2f, 3f, 4f, 5f);
        assertArrayEquals(
                new float[] {1, 2, 3, 0, 0, 4, 5},
                Puncturing.THREE_QUARTERS.depuncture(llr, 7).toFloats());
        assertEquals(5, Puncturing.THREE_QUARTERS.puncturedLength(7));
        Tensor batch = new RandomStream(1).normal(DType.FLOAT64, Shape.of(2, 3, 24));
        Puncturing p = Puncturing.TWO_THIRDS;
        Tensor back = p.puncture(p.depuncture(p.puncture(batch), 24));
        assertArrayEquals(p.puncture(batch).toDoubles(), back.toDoubles());
        GradCheck.of(in -> p.depuncture(p.puncture(in.get(0)), 24).mul(in.get(0)))
                .inputs(batch)
                .seed(2)
                .check(1e-8);
    }

    @Test
    void badInput_isNamed() {
        Class<ArgandException.InvalidArgument> argument = ArgandException.InvalidArgument.class;
        Class<ArgandException.ShapeMismatch> shape = ArgandException.ShapeMismatch.class;
        assertThrows(argument, () -> ConvolutionalCode.of(1, true, 1));
        assertThrows(argument, () -> ConvolutionalCode.of(3, true));
        assertThrows(argument, () -> ConvolutionalCode.of(3, true, 010));
        assertThrows(argument, () -> ConvolutionalCode.of(3, true, 0));
        assertThrows(argument, () -> Puncturing.of(1, 2));
        assertThrows(argument, () -> Puncturing.of(0, 0));
        assertThrows(shape, () -> ConvolutionalCode.k7(true).messageLength(10));
        assertThrows(shape, () -> ConvolutionalCode.k7(false).messageLength(5));
        assertThrows(shape, () -> Puncturing.TWO_THIRDS.depuncture(Tensor.of(1f, 2f), 4));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> ConvolutionalCode.k7(true).encode(Tensor.of(true, false)));
        assertThrows(shape, () -> ConvolutionalCode.k7(true).encode(Tensor.scalar(1)));
    }
}
