package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.linear;
import static org.argand.tensor.catalogue.Cases.on;
import static org.argand.tensor.catalogue.Cases.operand;
import static org.argand.tensor.catalogue.Cases.operator;
import static org.argand.tensor.catalogue.Cases.smooth;

import java.util.List;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of running folds. */
final class ScanCases {
    private static final Shape X = Shape.of(3, 5, 2);

    private ScanCases() {}

    static List<Operator> all() {
        return List.of(
                operator(
                        "cumsum",
                        "s_k = Σ_{j≤k} z_j along an axis",
                        "cumsum of G from the other end",
                        "in double, one after the other",
                        linear("1", in -> in.getFirst().cumsum(1), X),
                        linear("-3", in -> in.getFirst().cumsum(-3), X),
                        linear("last", in -> in.getFirst().cumsum(-1), X)),
                operator(
                        "cumprod",
                        "s_k = ∏_{j≤k} z_j along an axis",
                        "Σ_{k≥j} G_k·conj(∏_{i≤k, i≠j} z_i)",
                        "right with any number of zeros",
                        smooth("1", Domain.PLANE, in -> in.getFirst().cumprod(1), X),
                        smooth("-3", Domain.PLANE, in -> in.getFirst().cumprod(-3), X),
                        smooth(
                                "with zeros",
                                Domain.PLANE,
                                in -> in.getFirst().mul(ReductionCases.zeroMask()).cumprod(1),
                                X)),
                extremum("cummax", true),
                extremum("cummin", false),
                operator(
                        "diff",
                        "z_{k+1} − z_k along an axis",
                        "G_{k−1} − G_k, beside the ends 0",
                        "",
                        linear("1", in -> in.getFirst().diff(1), X),
                        linear("-1", in -> in.getFirst().diff(-1), X)));
    }

    private static Operator extremum(String name, boolean largest) {
        return operator(
                name,
                (largest ? "largest" : "smallest") + " of real x_j, j ≤ k, along an axis",
                "G to where it was found last, added up",
                "NaN stays",
                on(
                        "1",
                        in -> extremum(in.getFirst(), largest, 1),
                        operand(false, Domain.PLANE, 3, 5, 2)),
                on(
                        "-3",
                        in -> extremum(in.getFirst(), largest, -3),
                        operand(false, Domain.PLANE, 3, 5, 2)));
    }

    private static Tensor extremum(Tensor x, boolean largest, int axis) {
        return largest ? x.cummax(axis) : x.cummin(axis);
    }
}
