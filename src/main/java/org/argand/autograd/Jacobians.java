package org.argand.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * Derivatives of functions: products with the Jacobian and its adjoint, Jacobians, and the same of second order.
 *
 * <p>A function of complex numbers need not be holomorphic, so its derivative J is a real-linear map, {@code J·t =
 * ∂f/∂z·t + ∂f/∂z̄·t̄}. Written out it is a real matrix, with an axis of extent 2 for the real and the imaginary part on
 * every complex side; as two complex matrices it is {@link Wirtinger}. The adjoint J* is that of the real inner product
 * {@code Re Σ x̄·y}, so that {@code J*·1} of a real loss is the gradient ∂L/∂x + i ∂L/∂y.
 *
 * <p>All results are recorded by tapes that are open around, and can be differentiated again. Functions should depend on
 * nothing but their inputs.
 */
public final class Jacobians {
    private Jacobians() {}

    /** The gradient ∂L/∂x + i ∂L/∂y of a real loss, summed if it is no scalar. */
    public static Tensor gradient(Function<Tensor, Tensor> loss, Tensor x) {
        return gradient(in -> loss.apply(in.getFirst()), List.of(x)).getFirst();
    }

    /** As {@link #gradient(Function, Tensor)}, with respect to each of several inputs. */
    public static List<Tensor> gradient(Function<List<Tensor>, Tensor> loss, List<Tensor> x) {
        try (GradientTape tape = GradientTape.ofWatched()) {
            x.forEach(tape::watch);
            Gradients g = tape.gradient(loss.apply(x));
            return x.stream().map(g::orZeros).toList();
        }
    }

    /** {@code J*·u = conj(∂f/∂z)ᵀ·u + (∂f/∂z̄)ᵀ·ū}, of the shape of x: one pass backward. */
    public static Tensor vjp(Function<Tensor, Tensor> f, Tensor x, Tensor u) {
        return vjp(in -> f.apply(in.getFirst()), List.of(x), u).getFirst();
    }

    /** As {@link #vjp(Function, Tensor, Tensor)}, for each of several inputs. */
    public static List<Tensor> vjp(Function<List<Tensor>, Tensor> f, List<Tensor> x, Tensor u) {
        try (Linearisation j = Linearisation.of(f, x)) {
            return j.adjointTimes(u);
        }
    }

    /** {@code J·t = ∂f/∂z·t + ∂f/∂z̄·t̄}, of the shape of f(x): two passes backward, see {@link Linearisation}. */
    public static Tensor jvp(Function<Tensor, Tensor> f, Tensor x, Tensor t) {
        return jvp(in -> f.apply(in.getFirst()), List.of(x), List.of(t));
    }

    /** As {@link #jvp(Function, Tensor, Tensor)}, in a direction of several inputs together. */
    public static Tensor jvp(Function<List<Tensor>, Tensor> f, List<Tensor> x, List<Tensor> t) {
        try (Linearisation j = Linearisation.of(f, x)) {
            return j.times(t);
        }
    }

    /**
     * The Jacobian as a real tensor {@code [out…, in…]}, with an axis of extent 2 after {@code out…} and after {@code in…}
     * if that side is complex: [.., 0] is the real and [.., 1] the imaginary part.
     *
     * <p>f runs once. Rows come from passes backward, columns from forward ones, whichever are fewer.
     */
    public static Tensor jacobian(Function<Tensor, Tensor> f, Tensor x) {
        return jacobian(in -> f.apply(in.getFirst()), List.of(x)).getFirst();
    }

    /** As {@link #jacobian(Function, Tensor)}, for each of several inputs. */
    public static List<Tensor> jacobian(Function<List<Tensor>, Tensor> f, List<Tensor> x) {
        try (Linearisation j = Linearisation.of(f, x)) {
            long in = x.stream().mapToLong(Jacobians::components).sum();
            return components(j.value()) <= in ? byRows(j, x) : byColumns(j, x);
        }
    }

    /**
     * The Jacobians of a function that acts on each entry of a batch by itself, {@code [b, in…] → [b, out…]}: a real
     * tensor {@code [b, out…, in…]} with axes of extent 2 as {@link #jacobian} has.
     *
     * <p>Costs as many passes backward as one entry has components, however large the batch is.
     */
    public static Tensor batchJacobian(Function<Tensor, Tensor> f, Tensor x) {
        try (Linearisation j = Linearisation.of(f, x)) {
            Tensor y = j.value();
            Shape each = y.shape().without(0);
            List<Tensor> rows = new ArrayList<>();
            for (Tensor u : units(y.dtype(), each)) {
                rows.add(parts(j.adjointTimes(u).getFirst()));
            }
            Shape in = partsShape(x.dtype(), x.shape().without(0));
            return stacked(rows, 1, x.dtype().real(), in.inserted(0, x.dim(0)))
                    .reshape(joined(Shape.of(x.dim(0)), partsShape(y.dtype(), each), in));
        }
    }

    /**
     * {@code H·v}, the derivative of the gradient of a real loss in the direction v, without the Hessian: one pass
     * backward through a pass backward.
     *
     * <p>H is symmetric in the real inner product, which is why {@code H·v = H*·v}.
     */
    public static Tensor hvp(Function<Tensor, Tensor> loss, Tensor x, Tensor v) {
        return vjp(z -> gradient(loss, z), x, v);
    }

    /** As {@link #hvp(Function, Tensor, Tensor)}, in a direction of several inputs together. */
    public static List<Tensor> hvp(
            Function<List<Tensor>, Tensor> loss, List<Tensor> x, List<Tensor> v) {
        try (GradientTape tape = GradientTape.ofWatched()) {
            x.forEach(tape::watch);
            Gradients g = tape.gradients(gradient(loss, x), v);
            return x.stream().map(g::orZeros).toList();
        }
    }

    /** The Hessian {@code [in…, in…]} of a real loss, with axes of extent 2 for complex x; symmetric. */
    public static Tensor hessian(Function<Tensor, Tensor> loss, Tensor x) {
        return jacobian(z -> gradient(loss, z), x);
    }

    private static List<Tensor> byRows(Linearisation j, List<Tensor> x) {
        Tensor y = j.value();
        List<List<Tensor>> rows = new ArrayList<>();
        for (Tensor u : units(y.dtype(), y.shape())) {
            rows.add(j.adjointTimes(u));
        }
        List<Tensor> out = new ArrayList<>();
        for (int k = 0; k < x.size(); k++) {
            int input = k;
            Shape in = partsShape(x.get(k).dtype(), x.get(k).shape());
            List<Tensor> mine = rows.stream().map(r -> parts(r.get(input))).toList();
            out.add(
                    stacked(mine, 0, x.get(k).dtype().real(), in)
                            .reshape(joined(partsShape(y.dtype(), y.shape()), in)));
        }
        return out;
    }

    private static List<Tensor> byColumns(Linearisation j, List<Tensor> x) {
        Shape out = partsShape(j.value().dtype(), j.value().shape());
        List<Tensor> jacobians = new ArrayList<>();
        for (int k = 0; k < x.size(); k++) {
            List<Tensor> columns = new ArrayList<>();
            for (Tensor unit : units(x.get(k).dtype(), x.get(k).shape())) {
                List<Tensor> t = new ArrayList<>();
                x.forEach(other -> t.add(Tensor.zeros(other.dtype(), other.shape())));
                t.set(k, unit);
                columns.add(parts(j.times(t)));
            }
            Shape in = partsShape(x.get(k).dtype(), x.get(k).shape());
            jacobians.add(
                    stacked(columns, -1, j.value().dtype().real(), out).reshape(joined(out, in)));
        }
        return jacobians;
    }

    private static Tensor stacked(List<Tensor> tensors, int axis, DType dtype, Shape each) {
        return tensors.isEmpty()
                ? Tensor.zeros(dtype, each.inserted(axis, 0))
                : Tensor.stack(tensors, axis);
    }

    private static long components(Tensor t) {
        return t.size() * t.dtype().components();
    }

    /** 1 at one element and 0 elsewhere, then i there for a complex type, for each element in turn. */
    private static List<Tensor> units(DType dtype, Shape shape) {
        List<Tensor> out = new ArrayList<>();
        Tensor place = Tensor.arange(DType.INT64, shape.size()).reshape(shape);
        for (long k = 0; k < shape.size(); k++) {
            Tensor one = place.equalTo(k).cast(dtype);
            out.add(one);
            if (dtype.isComplex()) {
                out.add(one.timesI());
            }
        }
        return out;
    }

    /** The components along a new last axis if {@code t} is complex. */
    private static Tensor parts(Tensor t) {
        return t.dtype().isComplex() ? Tensor.stack(List.of(t.real(), t.imag()), -1) : t;
    }

    private static Shape partsShape(DType dtype, Shape shape) {
        return dtype.isComplex() ? shape.inserted(-1, 2) : shape;
    }

    private static Shape joined(Shape... parts) {
        Shape all = Shape.SCALAR;
        for (Shape s : parts) {
            for (long d : s.dims()) {
                all = all.inserted(-1, d);
            }
        }
        return all;
    }
}
