package org.argand.phy.fec;

import java.util.List;
import java.util.Locale;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * The cyclic redundancy checks of 3GPP TS 38.212 clause 5.1.
 *
 * <p>The bits a₀ … a_{k−1}, the first the highest power, are followed by the L coefficients of the remainder of
 * {@code a(D)·D^L} by the generator g(D). Bits are 0 and 1 of any real type; no gradient passes.
 */
public enum Crc {
    /** D²⁴+D²³+D¹⁸+D¹⁷+D¹⁴+D¹¹+D¹⁰+D⁷+D⁶+D⁵+D⁴+D³+D+1, of transport blocks. */
    CRC24A(24, 0x864CFB),
    /** D²⁴+D²³+D⁶+D⁵+D+1, of code blocks. */
    CRC24B(24, 0x800063),
    /** D²⁴+D²³+D²¹+D²⁰+D¹⁷+D¹⁵+D¹³+D¹²+D⁸+D⁴+D²+D+1, of polar coded downlink control. */
    CRC24C(24, 0xB2B117),
    /** D¹⁶+D¹²+D⁵+1, of short transport blocks. */
    CRC16(16, 0x1021),
    /** D¹¹+D¹⁰+D⁹+D⁵+1, of uplink control. */
    CRC11(11, 0x621),
    /** D⁶+D⁵+1, of short uplink control. */
    CRC6(6, 0x21);

    /** Sums of so many bits are exact in float32. */
    private static final int MOST_BITS = 1 << 24;

    private final int length;
    private final int generator;

    Crc(int length, int generator) {
        this.length = length;
        this.generator = generator;
    }

    /** L, the number of check bits. */
    public int length() {
        return length;
    }

    /**
     * The bits with their check bits after them.
     *
     * @param bits 0 and 1, real, [..., k]
     * @return [..., k + L], of their type
     */
    public Tensor encode(Tensor bits) {
        Bits.need(label(), bits, bits.rank() == 0 ? 1 : bits.dim(-1));
        return Tensor.concat(List.of(bits, remainder(bits)), bits.rank() - 1);
    }

    /**
     * Whether the last L bits are the check bits of those before.
     *
     * @param received 0 and 1, real, [..., k + L]
     * @return bool [...]
     */
    public Tensor check(Tensor received) {
        long k = payload(received);
        Tensor found = received.slice(-1, k, k + length);
        return remainder(received.slice(-1, 0, k)).equalTo(found).all(-1);
    }

    /**
     * The bits without their check bits, be these right or not.
     *
     * @param received real, [..., k + L]
     * @return [..., k]
     */
    public Tensor strip(Tensor received) {
        return received.slice(-1, 0, payload(received));
    }

    private long payload(Tensor received) {
        if (received.rank() == 0 || received.dim(-1) <= length) {
            throw new ArgandException.ShapeMismatch(
                    label(), "needs [..., more than " + length + "], got " + received.shape());
        }
        Bits.need(label(), received, received.dim(-1));
        return received.dim(-1) - length;
    }

    private Tensor remainder(Tensor bits) {
        int k = Math.toIntExact(bits.dim(-1));
        if (k >= MOST_BITS) {
            throw new ArgandException.ShapeMismatch(
                    label(), k + " bits, must be fewer than " + MOST_BITS);
        }
        Tensor matrix = Tensor.of(Shape.of(k, length), remainders(k)).to(bits.device());
        Tensor b = bits.cast(Bits.exact(bits.dtype())).reshape(-1, k);
        Tensor sums = b.matmul(matrix.cast(b.dtype()));
        return Bits.parity(sums).cast(bits.dtype()).reshape(Bits.resized(bits.shape(), length));
    }

    /** Row i has the coefficients of the remainder of {@code D^(L + k − 1 − i)}, the highest power first. */
    private float[] remainders(int k) {
        float[] rows = new float[k * length];
        int r = generator;
        for (int i = k - 1; i >= 0; i--) {
            for (int j = 0; j < length; j++) {
                rows[i * length + j] = r >> (length - 1 - j) & 1;
            }
            boolean carry = (r >> (length - 1) & 1) == 1;
            r = (r << 1 ^ (carry ? generator : 0)) & ((1 << length) - 1);
        }
        return rows;
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
