package org.argand.backend.cpu.loops;

import java.util.List;

/** A complex number inside a formula. */
record Complex(Node re, Node im) {
    List<Node> parts() {
        return List.of(re, im);
    }
}
