package org.argand.phy.link;

import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** The slots of a scenario and what receives them. */
record OfdmLink(OfdmScenario scenario, OfdmReceiver receiver) implements EndToEndLink {
    @Override
    public int bitsPerSymbol() {
        return scenario.constellation().bitsPerSymbol();
    }

    @Override
    public int blockLength() {
        return scenario.blockLength();
    }

    @Override
    public double energyOverhead() {
        return scenario.grid().energyOverhead();
    }

    @Override
    public Tensor llr(Tensor bits, Tensor no, RandomStream random) {
        return receiver.llr(scenario.transmit(bits, receiver.pilots(), no, random));
    }
}
