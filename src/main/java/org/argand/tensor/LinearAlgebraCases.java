package org.argand.tensor;

import org.argand.tensor.Catalogue.Operator;

import java.util.List;

/** The catalogue of linear algebra: solutions, inverses, determinants, decompositions. */
final class LinearAlgebraCases {
    private LinearAlgebraCases() {}

    static List<Operator> all() {
        return List.of();
    }
}
