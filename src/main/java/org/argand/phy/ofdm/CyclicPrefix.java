package org.argand.phy.ofdm;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;

/** How long the cyclic prefix of each OFDM symbol is, in samples: the same for all, or one length for each symbol. */
public final class CyclicPrefix {
    private final int[] lengths;

    private CyclicPrefix(int[] lengths) {
        this.lengths = lengths;
    }

    /** One length for all symbols, or one for each. */
    public static CyclicPrefix of(int... lengths) {
        if (lengths.length == 0 || IntStream.of(lengths).anyMatch(n -> n < 0)) {
            throw new ArgandException.InvalidArgument(
                    "cyclicPrefix", "lengths " + Arrays.toString(lengths));
        }
        return new CyclicPrefix(lengths.clone());
    }

    /**
     * The normal prefix of 5G NR, 3GPP TS 38.211 clause 5.3.1: 144/2048 of a symbol, and 16·2^μ/2048 more for the first symbol
     * of each half subframe.
     *
     * @param numerology μ; subcarriers are 15·2^μ kHz apart
     * @param fftSize a multiple of 128
     * @param symbols from the start of a subframe on
     */
    public static CyclicPrefix nr(int numerology, int fftSize, int symbols) {
        if (numerology < 0 || numerology > 6 || fftSize < 128 || fftSize % 128 != 0) {
            throw new ArgandException.InvalidArgument(
                    "cyclicPrefix",
                    "numerology " + numerology + " with " + fftSize + " subcarriers");
        }
        int half = 7 << numerology;
        int longer = (fftSize << numerology) / 128;
        return of(
                IntStream.range(0, symbols)
                        .map(s -> 9 * fftSize / 128 + (s % half == 0 ? longer : 0))
                        .toArray());
    }

    /** Whether all symbols have a prefix of one length. */
    public boolean isUniform() {
        return IntStream.of(lengths).allMatch(n -> n == lengths[0]);
    }

    /** Length for that symbol of a grid. */
    public int length(int symbol) {
        return lengths[lengths.length == 1 ? 0 : symbol];
    }

    /** The shortest. */
    public int shortest() {
        return IntStream.of(lengths).min().orElseThrow();
    }

    /** Samples of so many symbols with their prefixes. */
    public int samples(int numOfdmSymbols, int fftSize) {
        return start(numOfdmSymbols, fftSize);
    }

    /** Where the prefix of that symbol starts. */
    int start(int symbol, int fftSize) {
        return symbol * fftSize + IntStream.range(0, symbol).map(this::length).sum();
    }

    /** Refuses prefixes that are longer than a symbol, or not as many as symbols. */
    void check(String op, int fftSize, int numOfdmSymbols) {
        checkLengths(op, fftSize);
        if (lengths.length != 1 && lengths.length != numOfdmSymbols) {
            throw new ArgandException.InvalidArgument(
                    op, lengths.length + " prefixes for " + numOfdmSymbols + " OFDM symbols");
        }
    }

    /** Refuses prefixes that are longer than a symbol. */
    void checkLengths(String op, int fftSize) {
        if (fftSize < 1 || IntStream.of(lengths).anyMatch(n -> n > fftSize)) {
            throw new ArgandException.InvalidArgument(
                    op, "a prefix of " + this + " samples for " + fftSize + " subcarriers");
        }
    }

    /** How many symbols there is a length for; all if it is one for all. */
    int symbolsIn(long samples, int fftSize) {
        if (lengths.length == 1) {
            return (int) (samples / (fftSize + lengths[0]));
        }
        return samples >= start(lengths.length, fftSize) ? lengths.length : 0;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof CyclicPrefix p && Arrays.equals(lengths, p.lengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lengths);
    }

    @Override
    public String toString() {
        return lengths.length == 1 ? "" + lengths[0] : Arrays.toString(lengths);
    }
}
