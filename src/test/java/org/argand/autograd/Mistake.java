package org.argand.autograd;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * A gradient that a well-known framework has, or had, wrong: the function, the right rule, and wrong ones with inputs that
 * show them.
 *
 * @param order the order of the derivative that is wrong
 */
record Mistake(
        String name,
        Function<List<Tensor>, Tensor> function,
        CustomGradient.Pullback right,
        int order,
        List<Wrong> wrong) {

    /** A wrong rule, and where it is seen. */
    record Wrong(CustomGradient.Pullback rule, List<Tensor> inputs) {}

    /** Of a first derivative, seen at one place. */
    static Mistake of(
            String name,
            Function<List<Tensor>, Tensor> function,
            CustomGradient.Pullback right,
            CustomGradient.Pullback wrong,
            Tensor... inputs) {
        return new Mistake(name, function, right, 1, List.of(new Wrong(wrong, List.of(inputs))));
    }

    /** Of a holomorphic function of one variable: the derivative enters without its conjugate. */
    static Mistake unconjugated(
            String name, UnaryOperator<Tensor> f, UnaryOperator<Tensor> derivative, Tensor z) {
        return of(
                name,
                in -> f.apply(in.getFirst()),
                (in, out, g) -> List.of(g.mul(derivative.apply(in.getFirst()).conj())),
                (in, out, g) -> List.of(g.mul(derivative.apply(in.getFirst()))),
                z);
    }

    /** Of a function of two variables, holomorphic in each: both derivatives enter without their conjugates. */
    static Mistake unconjugated(
            String name,
            Function<List<Tensor>, Tensor> f,
            Function<List<Tensor>, Tensor> first,
            Function<List<Tensor>, Tensor> second,
            Tensor z,
            Tensor w) {
        return of(
                name,
                f,
                (in, out, g) ->
                        List.of(g.mul(first.apply(in).conj()), g.mul(second.apply(in).conj())),
                (in, out, g) -> List.of(g.mul(first.apply(in)), g.mul(second.apply(in))),
                z,
                w);
    }

    GradCheck check(CustomGradient.Pullback rule, List<Tensor> inputs) {
        CustomGradient f = CustomGradient.of(name, function, rule);
        GradCheck check =
                GradCheck.of(in -> f.apply(in.toArray(Tensor[]::new)))
                        .inputs(inputs.toArray(Tensor[]::new))
                        .seed(11);
        return order == 2 ? check.secondOrder() : check;
    }

    /** Complex numbers of size about 1, different for each seed. */
    static Tensor draw(long seed, long... shape) {
        return new RandomStream(seed)
                .normal(org.argand.array.DType.COMPLEX128, org.argand.array.Shape.of(shape));
    }

    @Override
    public String toString() {
        return name;
    }
}
