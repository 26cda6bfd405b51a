package org.argand.phy.wifi;

import org.argand.phy.fec.ConvolutionalCode;
import org.argand.phy.fec.Interleaver;
import org.argand.phy.fec.ViterbiDecoder;
import org.argand.phy.mapping.Demapper;
import org.argand.phy.mimo.Equalised;
import org.argand.phy.ofdm.ZeroForcing;
import org.argand.tensor.Tensor;

/**
 * From subcarriers to bits, for frames of one rate and length together: equalisation, demapping, deinterleaving, Viterbi.
 *
 * <p>x̂ = y/h keeps what each subcarrier knows, and its noise no/|h|² weighs the logits, so that a minimum mean square error
 * equaliser, a scaling by subcarrier, would decode to the same bits.
 */
final class FrameDecoder {
    private final WifiRate rate;
    private final Interleaver interleaver;

    FrameDecoder(WifiRate rate) {
        this.rate = rate;
        this.interleaver = rate.interleaver();
    }

    /**
     * Equalised data symbols.
     *
     * @param y complex [F, M, 48]
     * @param channel of F frames
     */
    static Equalised equalise(Tensor y, ChannelEstimate channel) {
        Tensor h = channel.at(Subcarriers.data()).expand(1);
        return ZeroForcing.equalise(y, h, channel.no().reshape(-1, 1, 1));
    }

    /** Logits of the coded bits in the order of the code, [F, M·N_CBPS]. */
    Tensor llr(Equalised symbols) {
        Tensor x = symbols.xHat();
        Tensor llr = Demapper.maxLog(rate.constellation(x.dtype())).llr(x, symbols.noEff());
        long coded = x.dim(1) * rate.codedBitsPerSymbol();
        return interleaver.deinterleave(llr).reshape(x.dim(0), coded);
    }

    /** The 24 bits of the SIGNAL field, [F, 24], which ends in state zero by its own bits. */
    static Tensor signalBits(Tensor llr) {
        return new ViterbiDecoder(ConvolutionalCode.k7(true))
                .decode(llr)
                .pad(-1, 0, ConvolutionalCode.k7(true).constraintLength() - 1);
    }

    /** Share of the logits' weight that speaks for the code word of {@code bits}: −1 to 1, about 1 if they are right, [F]. */
    static Tensor agreement(Tensor llr, Tensor bits) {
        Tensor code = ConvolutionalCode.k7(false).encode(bits);
        return llr.mul(code.mul(2).sub(1)).sum(-1).div(llr.abs().sum(-1));
    }

    /**
     * SERVICE field and PSDU, still scrambled: up to the tail, or as far as the symbols go.
     *
     * @param llr [F, M·N_CBPS]
     * @param psduBytes of each
     */
    Tensor dataBits(Tensor llr, int psduBytes) {
        long bits = llr.dim(-1) / rate.codedBitsPerSymbol() * rate.dataBitsPerSymbol();
        Tensor all = rate.puncturing().depuncture(llr, 2 * bits);
        int needed = WifiRate.SERVICE_BITS + 8 * psduBytes + WifiRate.TAIL_BITS;
        return bits < needed
                ? new ViterbiDecoder(ConvolutionalCode.k7(false)).decode(all)
                : new ViterbiDecoder(ConvolutionalCode.k7(true))
                        .decode(all.slice(-1, 0, 2L * needed));
    }

    /** Mean square distance of the equalised symbols from the nearest points, [F]; NaN without symbols. */
    Tensor errorVector(Tensor xHat) {
        Tensor points = rate.constellation(xHat.dtype()).points().to(xHat.device());
        return xHat.expand(-1).sub(points).abs2().min(-1).mean(1, 2);
    }

    /** The PSDU, descrambled, as far as the bits of SERVICE field and PSDU go. */
    static byte[] psdu(float[] bits, int psduBytes) {
        int count = Math.clamp((bits.length - WifiRate.SERVICE_BITS) / 8, 0, psduBytes);
        int[] sequence = Scrambler.sequence(scramblerState(bits), bits.length);
        byte[] bytes = new byte[count];
        for (int k = 0; k < 8 * count; k++) {
            int place = WifiRate.SERVICE_BITS + k;
            bytes[k >> 3] |= (byte) (((int) bits[place] ^ sequence[place]) << (k & 7));
        }
        return bytes;
    }

    /** The scrambler's state that the first seven bits, sent as zeros, tell; 0 without them. */
    static int scramblerState(float[] bits) {
        int[] first = new int[7];
        for (int k = 0; k < Math.min(7, bits.length); k++) {
            first[k] = (int) bits[k];
        }
        return Scrambler.state(first);
    }
}
