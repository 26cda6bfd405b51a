package org.argand.phy.link;

import org.argand.tensor.Tensor;

/**
 * What a receiver that knows the channel has of each symbol x: {@code y = x + w}, w ~ CN(0, no).
 *
 * @param y equalised symbols, complex [blocks, n]
 * @param no variance of the noise left on each, real, broadcastable to [blocks, n]
 */
public record Observation(Tensor y, Tensor no) {
    /** {@code y/(1 + no)}, the linear MMSE estimate of unit-energy symbols: bounded in a deep fade, where y is not. */
    public Tensor estimate() {
        return y.div(no.add(1));
    }
}
