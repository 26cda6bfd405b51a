package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.linear;
import static org.argand.tensor.catalogue.Cases.on;
import static org.argand.tensor.catalogue.Cases.operator;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of ops that move and select elements. */
final class MovementCases {
    private static final Shape X = Shape.of(3, 5, 2);

    private MovementCases() {}

    static List<Operator> all() {
        List<Operator> list = new ArrayList<>(shapes());
        list.addAll(placements());
        list.addAll(joins());
        list.addAll(TilingCases.all());
        list.addAll(IndexingCases.all());
        list.addAll(OrderCases.all());
        return list;
    }

    private static List<Operator> shapes() {
        return List.of(
                operator(
                        "reshape",
                        "the same elements, row-major, in another shape",
                        "G reshaped back",
                        "",
                        linear("", in -> in.getFirst().reshape(5, -1), X),
                        linear(
                                "of transpose",
                                in -> in.getFirst().transpose(0, 1).reshape(15, 2),
                                X)),
                operator(
                        "permute",
                        "axes in another order",
                        "G in the inverse order",
                        "",
                        linear("", in -> in.getFirst().permute(2, 0, 1), X)),
                operator(
                        "broadcast",
                        "stretched along axes of extent 1 and new leading ones",
                        "G summed over them",
                        "",
                        linear(
                                "",
                                in -> in.getFirst().broadcastTo(Shape.of(4, 3, 5)),
                                Shape.of(3, 1))));
    }

    private static List<Operator> placements() {
        Tensor indices = Tensor.of(Shape.of(2, 3), new int[] {4, 0, 0, 2, 4, 4});
        return List.of(
                operator(
                        "slice",
                        "elements start, start + step, … along an axis",
                        "G between zeros",
                        "",
                        linear("", in -> in.getFirst().slice(1, 1, 5, 2), X),
                        linear("down", in -> in.getFirst().slice(1, 4, 0, -2), X)),
                operator(
                        "select",
                        "the part at one index, without that axis",
                        "G between zeros",
                        "",
                        linear("", in -> in.getFirst().select(1, -2), X)),
                operator(
                        "flip",
                        "the other way round along axes",
                        "flip(G)",
                        "",
                        linear("", in -> in.getFirst().flip(0, 1), X)),
                operator(
                        "roll",
                        "element k goes to k + shift, cyclically",
                        "roll(G, −shift)",
                        "",
                        linear("", in -> in.getFirst().roll(7, 1), X)),
                operator(
                        "pad",
                        "zeros before and after along an axis",
                        "G without them",
                        "",
                        linear("", in -> in.getFirst().pad(1, 2, 1), X)),
                operator(
                        "gather",
                        "y[i, j, k] = x[i, index[j], k]",
                        "scatter-add of G",
                        "an index outside is an error",
                        linear("", in -> in.getFirst().gather(indices, 1), X)));
    }

    private static List<Operator> joins() {
        return List.of(
                operator(
                        "concat",
                        "parts side by side along an axis",
                        "G cut apart",
                        "",
                        linear(
                                "",
                                in -> Tensor.concat(in, 1),
                                X,
                                Shape.of(3, 1, 2),
                                Shape.of(3, 2, 2)),
                        on(
                                "mixed",
                                in -> Tensor.concat(in, 0),
                                Cases.real(2, 3),
                                Cases.complex(1, 3))),
                operator(
                        "stack",
                        "parts side by side along a new axis",
                        "G cut apart",
                        "",
                        linear("", in -> Tensor.stack(in, -1), Shape.of(3, 2), Shape.of(3, 2))));
    }
}
