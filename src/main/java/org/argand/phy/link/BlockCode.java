package org.argand.phy.link;

import org.argand.array.ArgandException;
import org.argand.phy.fec.BpSettings;
import org.argand.phy.fec.CheckRule;
import org.argand.phy.fec.Ldpc5GCode;
import org.argand.phy.fec.Ldpc5GDecoder;
import org.argand.phy.fec.Ldpc5GEncoder;
import org.argand.phy.mapping.Demapper;
import org.argand.tensor.Tensor;

/** A code of blocks, k information bits to n coded ones. */
public interface BlockCode {
    /** Information bits of a block. */
    int k();

    /** Coded bits of a block. */
    int n();

    /**
     * Coded bits [..., n].
     *
     * @param bits 0 and 1, real, [..., k]
     */
    Tensor encode(Tensor bits);

    /**
     * Decided information bits [..., k], 0 and 1.
     *
     * @param llr logits {@code log P(1)/P(0)} of the coded bits, [..., n]
     */
    Tensor decode(Tensor llr);

    /** k/n. */
    default double rate() {
        return (double) k() / n();
    }

    /** No code: {@code bits} bits, decided one by one. */
    static BlockCode none(int bits) {
        if (bits < 1) {
            throw new ArgandException.InvalidArgument("blockCode", bits + " bits per block");
        }
        return new Uncoded(bits);
    }

    /**
     * A code of 5G.
     *
     * @param decoder of the encoder's code
     */
    static BlockCode of(Ldpc5GEncoder encoder, Ldpc5GDecoder decoder) {
        return new Ldpc(encoder, decoder);
    }

    /** The LDPC code of 5G with 20 iterations of exact belief propagation, as is usual. */
    static BlockCode ldpc5G(int k, int n) {
        return ldpc5G(k, n, 20);
    }

    /** The LDPC code of 5G with so many iterations of exact belief propagation. */
    static BlockCode ldpc5G(int k, int n, int iterations) {
        Ldpc5GCode code = Ldpc5GCode.of(k, n);
        BpSettings exact = BpSettings.of(CheckRule.boxplusPhi(), iterations);
        return of(Ldpc5GEncoder.of(code), Ldpc5GDecoder.of(code, exact));
    }

    /** The LDPC code of an encoder and a decoder. */
    record Ldpc(Ldpc5GEncoder encoder, Ldpc5GDecoder decoder) implements BlockCode {
        @Override
        public int k() {
            return encoder.code().k();
        }

        @Override
        public int n() {
            return encoder.code().n();
        }

        @Override
        public Tensor encode(Tensor bits) {
            return encoder.encode(bits);
        }

        @Override
        public Tensor decode(Tensor llr) {
            return decoder.decode(llr);
        }
    }

    /** Bits as they are. */
    record Uncoded(int bits) implements BlockCode {
        @Override
        public int k() {
            return bits;
        }

        @Override
        public int n() {
            return bits;
        }

        @Override
        public Tensor encode(Tensor sent) {
            return sent;
        }

        @Override
        public Tensor decode(Tensor llr) {
            return Demapper.hardDecisions(llr);
        }
    }
}
