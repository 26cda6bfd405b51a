package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.Shape;

/**
 * How many receivers and transmitters a channel joins, and the antennas of each.
 *
 * @param numRx receivers
 * @param numRxAnt antennas of a receiver
 * @param numTx transmitters
 * @param numTxAnt antennas of a transmitter
 */
public record Antennas(int numRx, int numRxAnt, int numTx, int numTxAnt) {
    /** One of each. */
    public static final Antennas SINGLE = new Antennas(1, 1, 1, 1);

    public Antennas {
        if (numRx < 1 || numRxAnt < 1 || numTx < 1 || numTxAnt < 1) {
            throw new ArgandException.InvalidArgument(
                    "antennas",
                    numRx
                            + " receivers of "
                            + numRxAnt
                            + ", "
                            + numTx
                            + " transmitters of "
                            + numTxAnt);
        }
    }

    /** One transmitter and one receiver with so many antennas. */
    public static Antennas of(int numRxAnt, int numTxAnt) {
        return new Antennas(1, numRxAnt, 1, numTxAnt);
    }

    /** {@code [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, paths]}. */
    Shape links(long batch, long paths) {
        return Shape.of(batch, numRx, numRxAnt, numTx, numTxAnt, paths);
    }

    /** {@code [batch, num_rx, 1, num_tx, 1]}: what the antennas of a pair have in common. */
    Shape pairs(long batch) {
        return Shape.of(batch, numRx, 1, numTx, 1);
    }
}
