package org.argand.phy.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.EbNo;
import org.argand.phy.mapping.Demapper;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;

/**
 * A stream of bytes sent through a link and decided bit by bit, without an outer code.
 *
 * <p>The bits are scrambled with random bits that both ends know, so that what is sent is spread over all points whatever
 * the file holds; the last block is filled up, and the filling is neither counted nor written.
 *
 * @param bits sent, eight per byte, the most significant first
 * @param bitErrors of them wrong
 */
public record FileTransfer(long bits, long bitErrors) {
    /** Bytes per pass: whole symbols for every even number of bits up to ten. */
    private static final int PASS = 30720;

    /** Bit error rate, 0 for an empty file. */
    public double ber() {
        return bits == 0 ? 0 : (double) bitErrors / bits;
    }

    /**
     * Sends {@code in} and writes what was received, as long as what was sent, to {@code out}.
     *
     * @param codeRate of the code that Eb/N0 accounts for
     * @param ebnoDb Eb/N0 in dB
     * @param random equal streams give two links the same noise and fading
     */
    public static FileTransfer send(
            EndToEndLink link,
            double codeRate,
            double ebnoDb,
            InputStream in,
            OutputStream out,
            RandomStream random)
            throws IOException {
        double no = EbNo.toNo(ebnoDb, link.bitsPerSymbol(), codeRate, link.energyOverhead());
        long bits = 0;
        long errors = 0;
        for (byte[] sent = in.readNBytes(PASS); sent.length > 0; sent = in.readNBytes(PASS)) {
            byte[] received = pass(link, no, sent, random);
            for (int k = 0; k < sent.length; k++) {
                errors += Integer.bitCount((sent[k] ^ received[k]) & 0xFF);
            }
            bits += 8L * sent.length;
            out.write(received);
        }
        return new FileTransfer(bits, errors);
    }

    private static byte[] pass(EndToEndLink link, double no, byte[] sent, RandomStream random) {
        long perBlock = (long) link.blockLength() * link.bitsPerSymbol();
        long blocks = Math.ceilDiv(8L * sent.length, perBlock);
        try (Scope _ = Scope.open()) {
            Shape shape = Shape.of(blocks, perBlock);
            Tensor scrambler = random.bits(DType.FLOAT32, shape);
            Tensor bits = Tensor.of(shape, unpack(sent, shape.size()));
            Tensor level = Tensor.full(DType.FLOAT32, Shape.of(blocks, 1), no);
            Tensor llr = link.llr(exclusiveOr(bits, scrambler), level, random);
            Tensor decided = Demapper.hardDecisions(llr).cast(DType.FLOAT32);
            return pack(exclusiveOr(decided, scrambler).toFloats(), sent.length);
        }
    }

    private static Tensor exclusiveOr(Tensor a, Tensor b) {
        return a.notEqualTo(b).cast(DType.FLOAT32);
    }

    private static float[] unpack(byte[] bytes, long numBits) {
        float[] bits = new float[Math.toIntExact(numBits)];
        for (int k = 0; k < 8 * bytes.length; k++) {
            bits[k] = bytes[k / 8] >> (7 - k % 8) & 1;
        }
        return bits;
    }

    private static byte[] pack(float[] bits, int length) {
        byte[] bytes = new byte[length];
        for (int k = 0; k < 8 * length; k++) {
            bytes[k / 8] |= (byte) ((int) bits[k] << (7 - k % 8));
        }
        return bytes;
    }
}
