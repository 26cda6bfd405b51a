package org.argand.peers;

import java.util.List;
import org.argand.peers.Peers.Row;

/** Peers of convolutions and short-time transforms. */
final class ConvolutionPeers {
    private ConvolutionPeers() {}

    static List<Row> rows() {
        return List.of();
    }
}
