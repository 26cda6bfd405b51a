package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.linear;
import static org.argand.tensor.catalogue.Cases.on;
import static org.argand.tensor.catalogue.Cases.opaque;
import static org.argand.tensor.catalogue.Cases.operator;
import static org.argand.tensor.catalogue.Cases.real;
import static org.argand.tensor.catalogue.Cases.smooth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of reductions: over one axis, over several, over all. */
final class ReductionCases {
    private static final Shape X = Shape.of(3, 5, 2);

    private ReductionCases() {}

    static List<Operator> all() {
        List<Operator> list = new ArrayList<>(sums());
        list.addAll(exponentials());
        list.addAll(extrema());
        list.addAll(questions());
        list.addAll(NormCases.all());
        list.addAll(ScanCases.all());
        list.addAll(OrderCases.quantiles());
        return list;
    }

    private static List<Operator> sums() {
        return List.of(
                operator(
                        "sum",
                        "Σ z_k over the axes",
                        "G, broadcast back",
                        "a fixed pairwise tree",
                        linear("all", in -> in.getFirst().sum(), X),
                        linear("1", in -> in.getFirst().sum(1), X),
                        linear("0,2 kept", in -> in.getFirst().sum(true, 0, -1), X)),
                operator(
                        "mean",
                        "Σ z_k / n over the axes",
                        "G/n, broadcast back",
                        "",
                        linear("2", in -> in.getFirst().mean(2), X)),
                operator(
                        "prod",
                        "∏ z_k over the axes",
                        "G·conj(∏_{j≠k} z_j)",
                        "right with any number of zeros",
                        smooth("1", Domain.PLANE, in -> in.getFirst().prod(1), X),
                        smooth("0 kept", Domain.PLANE, in -> in.getFirst().prod(true, 0), X),
                        smooth(
                                "with zeros",
                                Domain.PLANE,
                                in -> in.getFirst().mul(zeroMask()).prod(1),
                                X)));
    }

    private static List<Operator> exponentials() {
        return List.of(
                operator(
                        "logsumexp",
                        "log Σ exp z_k",
                        "G·conj(softmax z)",
                        "shifted by the largest real part",
                        smooth("1", Domain.DISC, in -> in.getFirst().logsumexp(1), X),
                        smooth(
                                "0,2 kept",
                                Domain.DISC,
                                in -> in.getFirst().logsumexp(true, 0, 2),
                                X)),
                operator(
                        "softmax",
                        "s_k = exp z_k / Σ exp z_j",
                        "conj(s_k)(G_k − Σ conj(s_j)G_j)",
                        "shifted by the largest real part",
                        smooth("1", Domain.DISC, in -> in.getFirst().softmax(1), X)),
                operator(
                        "logSoftmax",
                        "z_k − log Σ exp z_j",
                        "G_k − conj(softmax z)_k Σ G_j",
                        "shifted by the largest real part",
                        // Beside a zero: of one element it is 0 but for rounding.
                        smooth("1", Domain.DISC, in -> in.getFirst().pad(1, 1, 0).logSoftmax(1), X),
                        smooth(
                                "0,-1",
                                Domain.DISC,
                                in -> in.getFirst().pad(0, 0, 1).logSoftmax(0, -1),
                                X)));
    }

    private static List<Operator> extrema() {
        return List.of(
                extremum("max", true),
                extremum("min", false),
                operator(
                        "argmax",
                        "position of the first largest along an axis",
                        "none: int64",
                        "",
                        opaque("1", in -> in.getFirst().argmax(1), real(3, 5, 2))),
                operator(
                        "argmin",
                        "position of the first smallest along an axis",
                        "none: int64",
                        "",
                        opaque("0", in -> in.getFirst().argmin(0), real(3, 5, 2))));
    }

    private static List<Operator> questions() {
        return List.of(
                operator(
                        "any",
                        "whether some x_k over the axes is not 0",
                        "none: bool",
                        "",
                        opaque("1 kept", in -> holed(in.getFirst()).any(true, 1), real(3, 5, 2))),
                operator(
                        "all",
                        "whether every x_k over the axes is not 0",
                        "none: bool",
                        "",
                        opaque("0", in -> holed(in.getFirst()).all(0), real(3, 5, 2))),
                operator(
                        "countNonzero",
                        "how many x_k over the axes are not 0",
                        "none: int64",
                        "",
                        opaque("1", in -> holed(in.getFirst()).countNonzero(1), real(3, 5, 2))));
    }

    private static Operator extremum(String name, boolean largest) {
        return operator(
                name,
                (largest ? "largest" : "smallest") + " of real x_k over the axes",
                "G to where it was found, shared equally by ties",
                "NaN wins",
                on("1", in -> extremum(in.getFirst(), largest, 1), real(3, 5, 2)),
                on("0", in -> extremum(in.getFirst(), largest, 0), real(3, 5, 2)),
                on("all", in -> extremum(in.getFirst(), largest), real(3, 5, 2)));
    }

    private static Tensor extremum(Tensor x, boolean largest, int... axes) {
        return largest ? x.max(axes) : x.min(axes);
    }

    /** With zeros, of a type that has none yet. */
    static Tensor holed(Tensor x) {
        return x.dtype().isFloating() ? x.relu() : x;
    }

    /** None, one, and two zeros along axis 1 of [3, 5, 2]. */
    static Tensor zeroMask() {
        double[] m = new double[30];
        Arrays.fill(m, 1);
        m[10 + 4] = 0;
        m[20 + 1] = 0;
        m[20 + 7] = 0;
        return Tensor.of(X, m);
    }
}
