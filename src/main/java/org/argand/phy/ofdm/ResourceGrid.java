package org.argand.phy.ofdm;

import org.argand.array.ArgandException;

/**
 * A block of OFDM symbols, all subcarriers of which carry data.
 *
 * @param numOfdmSymbols in time
 * @param fftSize subcarriers, N
 * @param subcarrierSpacing in Hz
 * @param cyclicPrefix in samples, at most N
 */
public record ResourceGrid(
        int numOfdmSymbols, int fftSize, double subcarrierSpacing, int cyclicPrefix) {
    public ResourceGrid {
        boolean positive = subcarrierSpacing > 0 && subcarrierSpacing < Double.POSITIVE_INFINITY;
        if (numOfdmSymbols < 1 || fftSize < 1 || !positive) {
            throw new ArgandException.InvalidArgument(
                    "resourceGrid",
                    numOfdmSymbols
                            + " OFDM symbols of "
                            + fftSize
                            + " subcarriers, "
                            + subcarrierSpacing
                            + " Hz apart");
        }
        Prefix.check("resourceGrid", fftSize, cyclicPrefix);
    }

    /** Samples per second, N times the subcarrier spacing. */
    public double sampleRate() {
        return fftSize * subcarrierSpacing;
    }

    /** Energy sent per energy of the data symbols, (N + N_cp)/N. */
    public double energyOverhead() {
        return (fftSize + cyclicPrefix) / (double) fftSize;
    }
}
