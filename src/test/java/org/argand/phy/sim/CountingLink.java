package org.argand.phy.sim;

import java.util.Random;
import org.argand.tensor.RandomStream;

/** A link that costs nothing: blocks of 50 bits with a rate of wrong ones that falls with Eb/N0. */
final class CountingLink implements LinkModel {
    static final int BITS = 50;

    @Override
    public BlockErrors transmit(double ebnoDb, int numBlocks, RandomStream random) {
        Random r = new Random(random.seed());
        double rate = 0.02 * Math.pow(10, -ebnoDb / 2);
        int[] errors = new int[numBlocks];
        for (int k = 0; k < numBlocks; k++) {
            for (int b = 0; b < BITS; b++) {
                errors[k] += r.nextDouble() < rate ? 1 : 0;
            }
        }
        return BlockErrors.of(errors, BITS);
    }
}
