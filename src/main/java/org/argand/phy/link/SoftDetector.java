package org.argand.phy.link;

import org.argand.phy.mapping.Demapper;
import org.argand.phy.mimo.Equalised;
import org.argand.phy.mimo.Equaliser;
import org.argand.phy.ofdm.ChannelEstimate;
import org.argand.phy.ofdm.OfdmEqualiser;
import org.argand.tensor.Tensor;

/** Linear MMSE equalisation over the antennas and the exact demapper: from an estimate of the channel to logits. */
final class SoftDetector {
    private final OfdmEqualiser equaliser;
    private final Demapper demapper;

    SoftDetector(OfdmScenario scenario) {
        this.equaliser = new OfdmEqualiser(scenario.grid(), Equaliser.LMMSE);
        this.demapper = Demapper.app(scenario.constellation());
    }

    /** Data symbols and what noise is left on them, [batch, 1, 1, n]. */
    Equalised equalise(OfdmReceiver.Reception seen, ChannelEstimate channel) {
        return equaliser.equalise(seen.y(), channel, seen.no());
    }

    /** Logits [batch, n·m]. */
    Tensor llr(Equalised e) {
        Tensor llr = demapper.llr(e.xHat(), e.noEff());
        return llr.reshape(llr.dim(0), -1);
    }
}
