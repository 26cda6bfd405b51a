package org.argand.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.Order;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operand;

/** Ops on integers and truth values, which have no gradient, and random draws; labels end with the type. */
final class FurtherOps {
    private static final long SEED = 77;

    private FurtherOps() {}

    /** Every one, made on the engine's device. */
    static List<Entry> all() {
        List<Entry> list = new ArrayList<>();
        for (DType d : List.of(DType.INT32, DType.INT64)) {
            numbers(list, d);
            runsAndOrder(list, d);
        }
        list.add(one("any 1", DType.BOOL, x -> x.any(1)));
        list.add(one("all 0", DType.BOOL, x -> x.all(0)));
        for (DType d : List.of(DType.BOOL, DType.INT32, DType.INT64)) {
            moves(list, d);
            indexed(list, d);
        }
        draws(list);
        return list;
    }

    private static void numbers(List<Entry> list, DType d) {
        list.add(two("add", d, (a, b) -> a.add(b)));
        list.add(two("sub", d, (a, b) -> a.sub(b)));
        list.add(two("mul", d, (a, b) -> a.mul(b)));
        list.add(two("maximum", d, (a, b) -> a.maximum(b)));
        list.add(one("sum all", d, x -> x.sum()));
        list.add(one("sum 1", d, x -> x.sum(1)));
        list.add(one("prod 1", d, x -> x.prod(1)));
        list.add(one("max 0", d, x -> x.max(0)));
        list.add(one("min 1", d, x -> x.min(1)));
        list.add(one("argmax 1", d, x -> x.argmax(1)));
        list.add(one("argmin 0", d, x -> x.argmin(0)));
        list.add(
                one(
                        "scatterAdd",
                        d,
                        x -> x.scatterAdd(x.mul(0).slice(1, 0, 3), x.slice(1, 2, 5), 1)));
    }

    private static void runsAndOrder(List<Entry> list, DType d) {
        list.add(one("cumprod 1", d, x -> x.cumprod(1)));
        list.add(one("cummax 0", d, x -> x.cummax(0)));
        list.add(one("cummin -1", d, x -> x.cummin(-1)));
        list.add(one("diff 1", d, x -> x.diff(1)));
        list.add(one("sort 1", d, x -> x.sort(1).values()));
        list.add(one("argsort 0", d, x -> x.argsort(Order.REAL, 0, true)));
        list.add(one("topk 1", d, x -> x.topk(3, 1).values()));
        list.add(one("argsort abs", d, x -> x.argsort(Order.ABS, 0, true)));
    }

    private static void moves(List<Entry> list, DType d) {
        list.add(one("permute", d, x -> x.permute(2, 0, 1).copied()));
        list.add(one("slice 1", d, x -> x.slice(1, 4, 0, -2).copied()));
        list.add(one("roll", d, x -> x.roll(7, 1)));
        list.add(one("concat", d, x -> Tensor.concat(List.of(x, x), 1)));
        list.add(one("gather", d, x -> x.gather(Tensor.of(4L, 0, 2, 2), 1)));
        list.add(two("where", d, (a, b) -> Tensor.where(a.equalTo(b), a, b)));
        list.add(one("cumsum 0", d, x -> x.cumsum(0)));
        list.add(one("tile", d, x -> x.tile(2, 1, 3)));
        list.add(one("repeat 1", d, x -> x.repeat(3, 1)));
        list.add(one("nonzero", d, x -> x.nonzero()));
        list.add(one("countNonzero 0", d, x -> x.countNonzero(0)));
        list.add(one("maskedSelect", d, x -> x.maskedSelect(x.cast(DType.BOOL))));
    }

    private static void indexed(List<Entry> list, DType d) {
        Tensor row = Tensor.of(Shape.of(1, 4, 1), new int[] {4, 0, 4, 2});
        list.add(one("takeAlong", d, x -> x.takeAlong(row, 1)));
        list.add(one("scatter", d, x -> x.scatter(row, x.slice(1, 1, 5), 1)));
        list.add(one("segmentSum", d, x -> x.segmentSum(Tensor.of(3, 0, 3, 0, 0), 4, 1)));
    }

    private static void draws(List<Entry> list) {
        for (DType d : List.of(DType.FLOAT32, DType.FLOAT64)) {
            list.add(draw("uniform", d, s -> stream().uniform(d, s)));
        }
        for (DType d : List.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128)) {
            list.add(draw("normal", d, s -> stream().normal(d, s)));
        }
        for (DType d : List.of(DType.INT32, DType.INT64)) {
            list.add(draw("integers", d, s -> stream().integers(d, s, 1_000_003)));
        }
    }

    private static RandomStream stream() {
        return new RandomStream(SEED, 5);
    }

    /** An op of two operands of one type. */
    private interface Two {
        Tensor of(Tensor a, Tensor b);
    }

    private static Entry one(String name, DType d, UnaryOperator<Tensor> op) {
        return entry(name, d, in -> op.apply(cast(in.getFirst(), d)), Shape.of(3, 5, 2));
    }

    private static Entry two(String name, DType d, Two op) {
        return entry(
                name,
                d,
                in -> op.of(cast(in.get(0), d), cast(in.get(1), d)),
                Shape.of(3, 5, 2),
                Shape.of(5, 2));
    }

    private static Entry draw(String name, DType d, Function<Shape, Tensor> op) {
        return entry(name, d, in -> op.apply(in.getFirst().shape()), Shape.of(3, 5, 2));
    }

    /** Some hundred different numbers, zero among them; half of the truth values are false. */
    private static Tensor cast(Tensor x, DType d) {
        return d == DType.BOOL ? x.greater(0) : x.mul(100).cast(d);
    }

    private static Entry entry(
            String name, DType d, Function<List<Tensor>, Tensor> op, Shape... shapes) {
        List<Operand> operands = new ArrayList<>();
        for (Shape s : shapes) {
            operands.add(new Operand(false, Domain.PLANE, s));
        }
        int space = name.indexOf(' ');
        String operator = space < 0 ? name : name.substring(0, space);
        String kind = (name.substring(operator.length()) + " " + d).strip();
        return new Entry(operator, kind, operands, op, false, false);
    }
}
