package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.linear;
import static org.argand.tensor.catalogue.Cases.on;
import static org.argand.tensor.catalogue.Cases.opaque;
import static org.argand.tensor.catalogue.Cases.operand;
import static org.argand.tensor.catalogue.Cases.operator;
import static org.argand.tensor.catalogue.Cases.smooth;

import java.util.List;
import java.util.stream.Stream;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of ops that pick and place elements by indices and masks. */
final class IndexingCases {
    private static final Shape X = Shape.of(3, 5, 2);

    private IndexingCases() {}

    static List<Operator> all() {
        return Stream.of(taken(), placed(), put(), selected(), filled())
                .flatMap(List::stream)
                .toList();
    }

    /** [1, 4, 1], so that it broadcasts beside axis 1 whatever the operand's other extents; 4 repeats. */
    private static Tensor row() {
        return Tensor.of(Shape.of(1, 4, 1), new long[] {4, 0, 4, 2});
    }

    /** [3, 2, 2] of axis 1. */
    private static Tensor block() {
        return Tensor.of(Shape.of(3, 2, 2), new int[] {4, 1, 0, 1, 2, 2, 2, 3, 0, 4, 0, 4});
    }

    private static Tensor rows() {
        return Tensor.of(true, false, true);
    }

    private static List<Operator> taken() {
        return List.of(
                operator(
                        "takeAlong",
                        "y[i, j, k] = x[i, index[i, j, k], k]",
                        "scatter-add of G",
                        "an index outside is an error; beside the axis both broadcast",
                        linear("1", in -> in.getFirst().takeAlong(block(), 1), X),
                        linear("row", in -> in.getFirst().takeAlong(row(), -2), X),
                        linear(
                                "stretched",
                                in -> in.getFirst().takeAlong(block(), 1),
                                Shape.of(1, 5, 2))),
                operator(
                        "index",
                        "y[i, …] = x[index₀[i], index₁[i], …]",
                        "scatter-add of G",
                        "an index outside is an error",
                        linear(
                                "two",
                                in -> in.getFirst().index(Tensor.of(2, 0, 2), Tensor.of(4L, 1, 4)),
                                X),
                        linear(
                                "broadcast",
                                in ->
                                        in.getFirst()
                                                .index(
                                                        Tensor.of(2, 0).expand(1),
                                                        Tensor.of(4, 4, 1)),
                                X)));
    }

    private static List<Operator> placed() {
        return List.of(
                operator(
                        "scatterAdd",
                        "y = x, then y[i, index[i, j, k], k] += u[i, j, k]",
                        "G; takeAlong of G",
                        "repeated indices add up in a fixed order",
                        linear(
                                "1",
                                in -> in.get(0).scatterAdd(block(), in.get(1), 1),
                                X,
                                Shape.of(3, 2, 2)),
                        linear(
                                "row",
                                in -> in.get(0).scatterAdd(row(), in.get(1), 1),
                                X,
                                Shape.of(3, 1, 2))),
                operator(
                        "scatter",
                        "y = x, then y[i, index[i, j, k], k] = u[i, j, k]",
                        "G, 0 where replaced; takeAlong of G, 0 where overwritten",
                        "of repeated indices the last in row-major order stays",
                        linear(
                                "1",
                                in -> in.get(0).scatter(block(), in.get(1), 1),
                                X,
                                Shape.of(3, 2, 2)),
                        linear(
                                "row",
                                in -> in.get(0).scatter(row(), in.get(1), 1),
                                X,
                                Shape.of(3, 1, 2))));
    }

    private static List<Operator> put() {
        return List.of(
                put("indexPut", "=", false),
                put("indexPut accumulated", "+=", true),
                operator(
                        "segmentSum",
                        "s_m = Σ x_k over k with segment m, along an axis",
                        "G at each element's segment",
                        "segments in any order; those without elements are 0",
                        linear(
                                "1",
                                in -> in.getFirst().segmentSum(Tensor.of(3, 0, 3, 0, 0), 4, 1),
                                X)));
    }

    private static Operator put(String name, String sign, boolean accumulate) {
        return operator(
                name,
                "y = x, then y[index₀[i], index₁[i], …] " + sign + " v[i, …]",
                accumulate
                        ? "G; index of G"
                        : "G, 0 where replaced; index of G, 0 where overwritten",
                accumulate
                        ? "repeated indices add up in a fixed order"
                        : "of repeated indices the last in row-major order stays",
                linear(
                        "rows",
                        in -> in.get(0).indexPut(in.get(1), accumulate, Tensor.of(2, 0, 2)),
                        X,
                        Shape.of(3, 1, 2)),
                linear(
                        "two",
                        in ->
                                in.get(0)
                                        .indexPut(
                                                in.get(1),
                                                accumulate,
                                                Tensor.of(2, 0, 2),
                                                Tensor.of(4, 1, 4)),
                        X,
                        Shape.of(3, 2)));
    }

    private static List<Operator> selected() {
        return List.of(
                operator(
                        "nonzero",
                        "positions [count, rank] of elements that are not 0",
                        "none: int64",
                        "waits for the device",
                        opaque(
                                "",
                                in -> ReductionCases.holed(in.getFirst()).nonzero(),
                                operand(false, Domain.NOT_ZERO, 3, 5, 2))),
                operator(
                        "maskedSelect",
                        "the parts of x where the mask is true, one after the other",
                        "G put back between zeros",
                        "waits for the device",
                        linear("rows", in -> in.getFirst().maskedSelect(rows()), X),
                        on(
                                "own sign",
                                in -> in.getFirst().maskedSelect(in.getFirst().greater(0)),
                                operand(false, Domain.NOT_ZERO, 3, 5, 2))));
    }

    private static List<Operator> filled() {
        Tensor columns = Tensor.of(true, false, false, true, true).expand(-1);
        return List.of(
                operator(
                        "maskedFill",
                        "a constant where the mask is true, else x",
                        "G, 0 where filled",
                        "",
                        smooth(
                                "columns",
                                Domain.PLANE,
                                in -> in.getFirst().maskedFill(columns, 2),
                                X)),
                operator(
                        "maskedScatter",
                        "x with parts of y one after the other where the mask is true",
                        "G, 0 where replaced; maskedSelect of G",
                        "waits for the device",
                        linear(
                                "rows",
                                in -> in.get(0).maskedScatter(rows(), in.get(1)),
                                X,
                                Shape.of(2, 5, 2))));
    }
}
