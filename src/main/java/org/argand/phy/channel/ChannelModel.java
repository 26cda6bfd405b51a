package org.argand.phy.channel;

import org.argand.array.DType;
import org.argand.tensor.RandomStream;

/** A statistical model of a channel: draws what lies between transmitters and receivers, path by path. */
public interface ChannelModel {
    /**
     * Independent realisations for a batch.
     *
     * @param dtype of the path coefficients, complex
     * @param numTimeSamples instants at which the coefficients are wanted
     * @param sampleRate instants per second
     */
    ChannelImpulseResponse sample(
            DType dtype, long batch, int numTimeSamples, double sampleRate, RandomStream random);
}
