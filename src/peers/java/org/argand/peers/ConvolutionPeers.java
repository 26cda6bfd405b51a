package org.argand.peers;

import org.argand.peers.Peers.Row;

import java.util.List;

/** Peers of convolutions and short-time transforms. */
final class ConvolutionPeers {
    private ConvolutionPeers() {}

    static List<Row> rows() {
        return List.of();
    }
}
