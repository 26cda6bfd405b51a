package org.argand.peers;

import static org.argand.peers.Peers.two;

import java.util.List;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.Tensor;

/** Peers of the matrix products. */
final class ProductPeers {
    private ProductPeers() {}

    static List<Row> rows() {
        return List.of(
                two("matmul", Tensor::matmul),
                two("matmul adjoint left", (a, b) -> a.adjoint().matmul(b)),
                two("matmul adjoint right", (a, b) -> a.matmul(b.adjoint())),
                two("matmul mixed", (a, b) -> a.to(b).matmul(b)));
    }
}
