package org.argand.phy.ofdm;

import java.util.stream.IntStream;
import org.argand.array.ArgandException;

/**
 * Which receiver detects which transmitter; the streams of other transmitters are interference to it.
 *
 * <p>Every transmitter has exactly one receiver, and receivers have equally many transmitters.
 */
public final class StreamManagement {
    private final int[] receiverOfTransmitter;
    private final int numRx;

    private StreamManagement(int numRx, int[] receiverOfTransmitter) {
        this.numRx = numRx;
        this.receiverOfTransmitter = receiverOfTransmitter;
    }

    /** One receiver that detects all transmitters: an uplink. */
    public static StreamManagement oneReceiver(int numTx) {
        return of(1, new int[numTx]);
    }

    /**
     * Any association.
     *
     * @param receiverOfTransmitter for each transmitter the number of its receiver
     */
    public static StreamManagement of(int numRx, int... receiverOfTransmitter) {
        long each = receiverOfTransmitter.length / Math.max(1, numRx);
        boolean fair =
                IntStream.range(0, numRx)
                        .allMatch(r ->
                                IntStream.of(receiverOfTransmitter).filter(x -> x == r).count()
                                        == each);
        if (numRx < 1 || each == 0 || !fair || each * numRx != receiverOfTransmitter.length) {
            throw new ArgandException.InvalidArgument(
                    "streamManagement",
                    numRx
                            + " receivers do not share "
                            + receiverOfTransmitter.length
                            + " transmitters equally");
        }
        return new StreamManagement(numRx, receiverOfTransmitter.clone());
    }

    int numRx() {
        return numRx;
    }

    int numTx() {
        return receiverOfTransmitter.length;
    }

    /** Numbers of the streams that a receiver detects, or of the others, among all. */
    int[] streams(int receiver, boolean detected, int numStreams) {
        return IntStream.range(0, numTx() * numStreams)
                .filter(q -> (receiverOfTransmitter[q / numStreams] == receiver) == detected)
                .toArray();
    }
}
