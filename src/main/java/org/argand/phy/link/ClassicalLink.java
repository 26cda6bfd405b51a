package org.argand.phy.link;

import org.argand.array.DType;
import org.argand.phy.mapping.Constellation;
import org.argand.phy.mapping.Demapper;
import org.argand.phy.mapping.Mapper;
import org.argand.tensor.Tensor;

/** Given points and a demapper that knows them, such as Gray QAM with the exact one: what a learned link has to beat. */
public final class ClassicalLink implements Link {
    private final Constellation constellation;
    private final Demapper demapper;

    /** Gray QAM of 3GPP TS 38.211 with the exact demapper, {@code bitsPerSymbol} bits, complex64. */
    public ClassicalLink(int bitsPerSymbol) {
        this(Constellation.qam(bitsPerSymbol, DType.COMPLEX64));
    }

    /** Those points with the exact demapper. */
    public ClassicalLink(Constellation constellation) {
        this(constellation, Demapper.app(constellation));
    }

    /** Those points with that demapper. */
    public ClassicalLink(Constellation constellation, Demapper demapper) {
        this.constellation = constellation;
        this.demapper = demapper;
    }

    @Override
    public Constellation constellation() {
        return constellation;
    }

    @Override
    public int bitsPerSymbol() {
        return constellation.bitsPerSymbol();
    }

    @Override
    public Tensor transmit(Tensor bits) {
        return Mapper.of(constellation).map(bits);
    }

    @Override
    public Tensor llr(Observation seen) {
        return demapper.llr(seen.y(), seen.no());
    }
}
