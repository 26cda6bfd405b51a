package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.linear;
import static org.argand.tensor.catalogue.Cases.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.argand.array.Shape;
import org.argand.tensor.Creation;
import org.argand.tensor.Creation.Grid;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of repetitions, parts, and further ways to name axes. */
final class TilingCases {
    private static final Shape X = Shape.of(3, 5, 2);

    private TilingCases() {}

    static List<Operator> all() {
        return Stream.of(repeated(), parts(), axes()).flatMap(List::stream).toList();
    }

    private static List<Operator> repeated() {
        return List.of(
                operator(
                        "tile",
                        "the whole side by side along axes",
                        "Σ of G over the copies",
                        "",
                        linear("", in -> in.getFirst().tile(2, 1, 3), X),
                        linear("longer", in -> in.getFirst().tile(2, 1, 2, 1), X),
                        linear("shorter", in -> in.getFirst().tile(3), X)),
                operator(
                        "repeat",
                        "each element several times in a row along an axis",
                        "Σ of G over the copies",
                        "",
                        linear("1", in -> in.getFirst().repeat(3, 1), X),
                        linear("-1", in -> in.getFirst().repeat(2, -1), X),
                        linear(
                                "each",
                                in -> in.getFirst().repeat(new long[] {2, 0, 1, 3, 1}, 1),
                                X)),
                operator(
                        "meshgrid",
                        "each vector over the grid of all",
                        "Σ of G over the axes of the others",
                        "",
                        linear("ij", in -> grid(Grid.IJ, in), Shape.of(3), Shape.of(4)),
                        linear("xy", in -> grid(Grid.XY, in), Shape.of(3), Shape.of(4))));
    }

    private static Tensor grid(Grid grid, List<Tensor> in) {
        return Tensor.stack(Creation.meshgrid(grid, in.get(0), in.get(1)), 0);
    }

    private static List<Operator> parts() {
        return List.of(
                operator(
                        "split",
                        "parts along an axis",
                        "G of each between zeros",
                        "",
                        linear(
                                "sizes",
                                in -> swapped(in.getFirst().split(new long[] {2, 3}, 1)),
                                X),
                        linear("equal", in -> swapped(in.getFirst().split(2, -1)), X)),
                operator(
                        "chunk",
                        "equal parts along an axis but for a smaller last one",
                        "G of each between zeros",
                        "",
                        linear("", in -> swapped(in.getFirst().chunk(2, 1)), X)),
                operator(
                        "unstack",
                        "every part along an axis, without it",
                        "G of each between zeros",
                        "",
                        linear("", in -> swapped(in.getFirst().unstack(1)), X)));
    }

    /** The first part behind the others, so that each part counts. */
    private static Tensor swapped(List<Tensor> parts) {
        List<Tensor> order = new ArrayList<>(parts.subList(1, parts.size()));
        order.add(parts.getFirst());
        return Tensor.concat(order.stream().map(t -> t.reshape(-1)).toList(), 0);
    }

    private static List<Operator> axes() {
        return List.of(
                operator(
                        "squeeze",
                        "without axes of extent 1",
                        "G with them",
                        "",
                        linear("all", in -> in.getFirst().squeeze(), Shape.of(1, 5, 1, 2)),
                        linear("0,-2", in -> in.getFirst().squeeze(0, -2), Shape.of(1, 5, 1, 2))),
                operator(
                        "expand",
                        "with new axes of extent 1",
                        "G without them",
                        "",
                        linear("0,-1", in -> in.getFirst().expand(0, -1), X)),
                operator(
                        "moveaxis",
                        "an axis at another place among the others",
                        "G with the axis back",
                        "",
                        linear("0 to -1", in -> in.getFirst().moveaxis(0, -1), X),
                        linear("2 to 0", in -> in.getFirst().moveaxis(2, 0), X)),
                operator(
                        "rot90",
                        "turned by quarters in the plane of two axes",
                        "rot90(G, −quarters)",
                        "",
                        linear("1", in -> in.getFirst().rot90(1, 0, 1), X),
                        linear("2", in -> in.getFirst().rot90(2, -1, 0), X),
                        linear("3", in -> in.getFirst().rot90(-1, 0, -1), X)));
    }
}
