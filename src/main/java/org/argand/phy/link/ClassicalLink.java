package org.argand.phy.link;

import org.argand.array.DType;
import org.argand.phy.mapping.Constellation;
import org.argand.phy.mapping.Demapper;
import org.argand.phy.mapping.Mapper;
import org.argand.tensor.Tensor;

/** Gray QAM of 3GPP TS 38.211 with the exact demapper: what a learned link has to beat. */
public final class ClassicalLink implements Link {
    private final Constellation constellation;

    /** A link of {@code bitsPerSymbol} bits, complex64. */
    public ClassicalLink(int bitsPerSymbol) {
        this.constellation = Constellation.qam(bitsPerSymbol, DType.COMPLEX64);
    }

    @Override
    public Constellation constellation() {
        return constellation;
    }

    @Override
    public Tensor transmit(Tensor bits) {
        return Mapper.of(constellation).map(bits);
    }

    @Override
    public Tensor llr(Observation seen) {
        return Demapper.app(constellation).llr(seen.y(), seen.no());
    }
}
