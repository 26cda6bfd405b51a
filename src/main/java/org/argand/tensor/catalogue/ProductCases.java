package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.linear;
import static org.argand.tensor.catalogue.Cases.on;
import static org.argand.tensor.catalogue.Cases.operand;
import static org.argand.tensor.catalogue.Cases.operator;
import static org.argand.tensor.catalogue.Cases.smooth;

import java.util.List;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of matrix products. */
final class ProductCases {
    private ProductCases() {}

    static List<Operator> all() {
        return List.of(
                operator(
                        "matmul",
                        "A·B over the last two axes",
                        "G·Bᴴ; Aᴴ·G",
                        "batch axes broadcast",
                        linear(
                                "",
                                in -> in.get(0).matmul(in.get(1)),
                                Shape.of(3, 4),
                                Shape.of(4, 2)),
                        linear(
                                "batched",
                                in -> in.get(0).matmul(in.get(1)),
                                Shape.of(2, 1, 3, 4),
                                Shape.of(3, 4, 2)),
                        smooth(
                                "adjoint left",
                                Domain.PLANE,
                                in -> in.get(0).adjoint().matmul(in.get(1)),
                                Shape.of(4, 3),
                                Shape.of(4, 2)),
                        smooth(
                                "adjoint right",
                                Domain.PLANE,
                                in -> in.get(0).matmul(in.get(1).adjoint()),
                                Shape.of(3, 4),
                                Shape.of(2, 4)),
                        on(
                                "mixed",
                                in -> in.get(0).matmul(in.get(1)),
                                operand(false, Domain.PLANE, 3, 4),
                                operand(true, Domain.PLANE, 4, 2))));
    }
}
