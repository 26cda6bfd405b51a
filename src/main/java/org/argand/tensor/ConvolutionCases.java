package org.argand.tensor;

import org.argand.tensor.Catalogue.Operator;

import java.util.List;

/** The catalogue of convolutions and short-time transforms. */
final class ConvolutionCases {
    private ConvolutionCases() {}

    static List<Operator> all() {
        return List.of();
    }
}
