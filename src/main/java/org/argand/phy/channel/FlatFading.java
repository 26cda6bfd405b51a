package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * One path without delay, Rayleigh or Rician, that stays for a block.
 *
 * @param antennas of transmitters and receivers
 * @param kFactor power of the line of sight over that of what is scattered, linear; 0 is Rayleigh fading
 * @param correlation of what is scattered between antennas
 */
public record FlatFading(Antennas antennas, double kFactor, SpatialCorrelation correlation)
        implements ChannelModel {
    /** Independent Rayleigh fading. */
    public static FlatFading rayleigh(Antennas antennas) {
        return rician(antennas, 0);
    }

    /** Independent Rician fading. */
    public static FlatFading rician(Antennas antennas, double kFactor) {
        return new FlatFading(antennas, kFactor, SpatialCorrelation.NONE);
    }

    @Override
    public ChannelImpulseResponse sample(
            DType dtype, long batch, int numTimeSamples, double sampleRate, RandomStream random) {
        if (numTimeSamples < 1) {
            throw new ArgandException.InvalidArgument(
                    "flatFading", "needs at least 1 instant, got " + numTimeSamples);
        }
        Shape links = antennas.links(batch, 1).inserted(-1, 1);
        Tensor h =
                correlation.apply(
                        new RicianBlockFading(kFactor, random).coefficients(dtype, links.dims()));
        return new ChannelImpulseResponse(
                h.broadcastTo(links.with(-1, numTimeSamples)),
                Tensor.zeros(DType.FLOAT64, Shape.of(1, 1, 1, 1)));
    }
}
