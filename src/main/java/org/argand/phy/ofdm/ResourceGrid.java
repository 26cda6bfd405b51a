package org.argand.phy.ofdm;

import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.RandomStream;

/**
 * What each resource element of a block of OFDM symbols carries, for every stream: data, a pilot, or nothing.
 *
 * <p>Guard carriers at both ends and, if wanted, the carrier in the middle carry nothing; the others are effective. DC, in
 * the centre, is subcarrier ⌊N/2⌋.
 *
 * @param numOfdmSymbols in time
 * @param fftSize subcarriers, N
 * @param subcarrierSpacing in Hz
 * @param cyclicPrefix of each symbol, at most N samples
 * @param numTx transmitters
 * @param numStreams streams of each transmitter
 * @param guardsLeft subcarriers without use at the lower end
 * @param guardsRight subcarriers without use at the upper end
 * @param dcNull whether the carrier in the middle is without use
 * @param pilots where pilots are, over effective subcarriers
 */
public record ResourceGrid(
        int numOfdmSymbols,
        int fftSize,
        double subcarrierSpacing,
        CyclicPrefix cyclicPrefix,
        int numTx,
        int numStreams,
        int guardsLeft,
        int guardsRight,
        boolean dcNull,
        PilotPattern pilots) {
    public ResourceGrid {
        boolean positive = subcarrierSpacing > 0 && subcarrierSpacing < Double.POSITIVE_INFINITY;
        if (numOfdmSymbols < 1 || fftSize < 1 || !positive || numTx < 1 || numStreams < 1) {
            throw new ArgandException.InvalidArgument(
                    "resourceGrid",
                    numOfdmSymbols
                            + " OFDM symbols of "
                            + fftSize
                            + " subcarriers, "
                            + subcarrierSpacing
                            + " Hz apart, "
                            + numTx
                            + " transmitters of "
                            + numStreams
                            + " streams");
        }
        if (guardsLeft < 0 || guardsRight < 0 || guardsLeft + guardsRight >= fftSize) {
            throw new ArgandException.InvalidArgument(
                    "resourceGrid",
                    guardsLeft + " and " + guardsRight + " guards of " + fftSize + " subcarriers");
        }
        cyclicPrefix.check("resourceGrid", fftSize, numOfdmSymbols);
        int effective = effective(fftSize, guardsLeft, guardsRight, dcNull).length;
        pilots.check(numTx, numStreams, numOfdmSymbols, effective);
    }

    /**
     * All subcarriers for the data of one stream, with one prefix for all symbols.
     *
     * @param cyclicPrefix in samples, at most N
     */
    public ResourceGrid(
            int numOfdmSymbols, int fftSize, double subcarrierSpacing, int cyclicPrefix) {
        this(
                numOfdmSymbols,
                fftSize,
                subcarrierSpacing,
                CyclicPrefix.of(cyclicPrefix),
                1,
                1,
                0,
                0,
                false,
                PilotPattern.NONE);
    }

    /** With other prefixes. */
    public ResourceGrid withPrefix(CyclicPrefix next) {
        return new ResourceGrid(
                numOfdmSymbols,
                fftSize,
                subcarrierSpacing,
                next,
                numTx,
                numStreams,
                guardsLeft,
                guardsRight,
                dcNull,
                pilots);
    }

    /** With so many transmitters, and streams of each; pilots come after. */
    public ResourceGrid withStreams(int transmitters, int streams) {
        return new ResourceGrid(
                numOfdmSymbols,
                fftSize,
                subcarrierSpacing,
                cyclicPrefix,
                transmitters,
                streams,
                guardsLeft,
                guardsRight,
                dcNull,
                pilots);
    }

    /** With subcarriers that carry nothing; pilots come after. */
    public ResourceGrid withNulls(int left, int right, boolean dc) {
        return new ResourceGrid(
                numOfdmSymbols,
                fftSize,
                subcarrierSpacing,
                cyclicPrefix,
                numTx,
                numStreams,
                left,
                right,
                dc,
                pilots);
    }

    /** With those pilots. */
    public ResourceGrid withPilots(PilotPattern next) {
        return new ResourceGrid(
                numOfdmSymbols,
                fftSize,
                subcarrierSpacing,
                cyclicPrefix,
                numTx,
                numStreams,
                guardsLeft,
                guardsRight,
                dcNull,
                next);
    }

    /** With {@link PilotPattern#kronecker} pilots in those OFDM symbols. */
    public ResourceGrid withKroneckerPilots(DType dtype, RandomStream random, int... symbols) {
        return withPilots(
                PilotPattern.kronecker(
                        numTx,
                        numStreams,
                        numOfdmSymbols,
                        numEffectiveSubcarriers(),
                        dtype,
                        random,
                        symbols));
    }

    private static int[] effective(int fftSize, int left, int right, boolean dcNull) {
        return IntStream.range(left, fftSize - right)
                .filter(k -> !dcNull || k != fftSize / 2)
                .toArray();
    }

    /** Which subcarriers carry data or pilots, ascending. */
    public int[] effectiveSubcarriers() {
        return effective(fftSize, guardsLeft, guardsRight, dcNull);
    }

    /** Number of subcarriers that carry data or pilots. */
    public int numEffectiveSubcarriers() {
        return effectiveSubcarriers().length;
    }

    /** Resource elements of a stream that carry pilots, with those where only others send. */
    public int numPilotSymbols() {
        return pilots.numPilots();
    }

    /** Resource elements of a stream that carry data. */
    public int numDataSymbols() {
        return numOfdmSymbols * numEffectiveSubcarriers() - numPilotSymbols();
    }

    /** Streams of all transmitters. */
    int numAllStreams() {
        return numTx * numStreams;
    }

    /** Samples per second, N times the subcarrier spacing. */
    public double sampleRate() {
        return fftSize * subcarrierSpacing;
    }

    /** Samples of the block with its prefixes. */
    public int numTimeSamples() {
        return cyclicPrefix.samples(numOfdmSymbols, fftSize);
    }

    /** Seconds from one OFDM symbol to the next, on average. */
    public double symbolDuration() {
        return numTimeSamples() / (numOfdmSymbols * sampleRate());
    }

    /**
     * Energy sent per energy of the data symbols: that of prefixes, (N + N_cp)/N, and of pilots, which have unit energy on
     * average.
     */
    public double energyOverhead() {
        double symbols = numTimeSamples() / (double) fftSize;
        return symbols * numEffectiveSubcarriers() / numDataSymbols();
    }
}
