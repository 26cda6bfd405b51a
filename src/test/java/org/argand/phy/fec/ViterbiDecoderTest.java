package org.argand.phy.fec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Viterbi decoder: maximum likelihood, and the error rate that the code's distances give. */
class ViterbiDecoderTest {
    private static final ConvolutionalCode K7 = ConvolutionalCode.k7(true);

    @ParameterizedTest
    @CsvSource({"true, 3", "false, 3", "true, 7", "false, 7"})
    void decoded_isTheMostLikelyMessage(boolean terminated, int length) {
        int k = 8;
        ConvolutionalCode code =
                length == 3
                        ? ConvolutionalCode.of(3, terminated, 05, 07, 07)
                        : ConvolutionalCode.k7(terminated);
        float[] every = new float[(1 << k) * k];
        for (int i = 0; i < every.length; i++) {
            every[i] = i / k >> (i % k) & 1;
        }
        Tensor messages = Tensor.of(Shape.of(1L << k, k), every);
        Tensor words = code.encode(messages);
        Tensor llr = new RandomStream(length).normal(DType.FLOAT32, Shape.of(5, 4, words.dim(-1)));
        Tensor bits = new ViterbiDecoder(code).decode(llr);
        assertEquals(Shape.of(5, 4, k), bits.shape());
        Tensor likelihood = llr.matmul(words.transpose());
        Tensor expected = messages.gather(likelihood.argmax(-1), 0);
        assertArrayEquals(expected.toFloats(), bits.toFloats());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void punctured_withoutNoise_isDecoded(int which) {
        Puncturing p =
                new Puncturing[] {Puncturing.NONE, Puncturing.TWO_THIRDS, Puncturing.THREE_QUARTERS}
                        [which];
        Tensor bits = new RandomStream(which).bits(DType.FLOAT64, Shape.of(4, 500));
        Tensor sent = p.puncture(K7.encode(bits));
        Tensor llr = p.depuncture(sent.mul(2).sub(1), K7.codeLength(500));
        assertArrayEquals(bits.toDoubles(), new ViterbiDecoder(K7).decode(llr).toDoubles());
    }

    /** The free distance of 133, 171 is 10: four wrong bits anywhere are always too few. */
    @Test
    void fourWrongBits_areCorrected() {
        RandomStream r = new RandomStream(5);
        Tensor bits = r.bits(DType.FLOAT32, Shape.of(200, 60));
        Tensor word = K7.encode(bits);
        float[] llr = word.mul(2).sub(1).toFloats();
        int n = (int) word.dim(-1);
        long[] at = r.integers(DType.INT64, Shape.of(200), n - 20).toLongs();
        for (int k = 0; k < 200; k++) {
            for (int e = 0; e < 4; e++) {
                llr[k * n + (int) at[k] + e * (k % 6 + 1)] *= -1;
            }
        }
        Tensor decoded = new ViterbiDecoder(K7).decode(Tensor.of(word.shape(), llr));
        assertArrayEquals(bits.toFloats(), decoded.toFloats());
    }

    /**
     * BPSK at Eb/N0 = 3.5 dB: above the first term of the union bound, 36·Q(√(10 Eb/N0)) = 4.0e-5 (but for chance), and
     * below its first six terms.
     */
    @Test
    void errorRate_isThatOfTheDistances() {
        double ebno = Math.pow(10, 0.35);
        double no = 1 / (ebno * 0.5);
        RandomStream r = new RandomStream(7);
        int k = 1000;
        long batch = 2000;
        Tensor bits = r.bits(DType.FLOAT32, Shape.of(batch, k));
        Tensor x = K7.encode(bits).mul(2).sub(1);
        Tensor y = x.add(r.normal(DType.FLOAT32, x.shape()).mul(Math.sqrt(no / 2)));
        Tensor decoded = new ViterbiDecoder(K7).decode(y.mul(4 / no));
        double ber = decoded.sub(bits).abs().mean().item();
        assertTrue(ber > 2.5e-5 && ber < 1.1e-4, "bit error rate " + ber);
    }

    @Test
    void longBlocks_keepTheirPrecision() {
        Tensor bits = new RandomStream(8).bits(DType.FLOAT32, Shape.of(1, 200_000));
        Tensor llr = K7.encode(bits).mul(2).sub(1).mul(1e4);
        Tensor weak = llr.mul(Tensor.of(1f, 1e-4f).tile(llr.dim(-1) / 2));
        assertArrayEquals(bits.toFloats(), new ViterbiDecoder(K7).decode(weak).toFloats());
    }

    @Test
    void badInput_isNamed() {
        ViterbiDecoder decoder = new ViterbiDecoder(K7);
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> decoder.decode(Tensor.zeros(DType.INT32, Shape.of(20))));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> decoder.decode(Tensor.zeros(DType.FLOAT32, Shape.of(2, 13))));
        assertThrows(ArgandException.ShapeMismatch.class, () -> decoder.decode(Tensor.scalar(1.0)));
    }
}
