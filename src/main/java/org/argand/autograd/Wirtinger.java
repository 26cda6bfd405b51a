package org.argand.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * The pair of Wirtinger derivatives of a function at a point: {@code df = ∂f/∂z·dz + ∂f/∂z̄·dz̄}.
 *
 * <p>{@code ∂f/∂z = ½(∂f/∂x − i ∂f/∂y)} and {@code ∂f/∂z̄ = ½(∂f/∂x + i ∂f/∂y)}, each {@code [out…, in…]} and complex.
 * For a holomorphic f the first is f′ and the second is 0; for a real f they are each other's conjugate. For a real z
 * the first is df/dx, real if f is, and the second 0.
 *
 * <pre>{@code
 * Wirtinger pair = Wirtinger.of(Tensor::abs2, z);     // |z|²: ∂f/∂z = z̄ and ∂f/∂z̄ = z on the diagonal
 * Tensor df = pair.times(t);                          // ∂f/∂z·t + ∂f/∂z̄·t̄
 * }</pre>
 *
 * The matrices are stored; for products without them see {@link Jacobians#jvp} and {@link Jacobians#vjp}.
 */
public final class Wirtinger {
    private final Tensor dz;
    private final Tensor dzbar;
    private final Tensor point;
    private final Tensor value;

    private Wirtinger(Tensor dz, Tensor dzbar, Tensor point, Tensor value) {
        this.dz = dz;
        this.dzbar = dzbar;
        this.point = point;
        this.value = value;
    }

    /** The pair of {@code f} at {@code z}. */
    public static Wirtinger of(Function<Tensor, Tensor> f, Tensor z) {
        return of(in -> f.apply(in.getFirst()), List.of(z)).getFirst();
    }

    /** The pairs of a function of several inputs, with respect to each. */
    public static List<Wirtinger> of(Function<List<Tensor>, Tensor> f, List<Tensor> z) {
        Tensor[] value = new Tensor[1];
        List<Tensor> jacobians =
                Jacobians.jacobian(
                        in -> {
                            value[0] = f.apply(in);
                            return value[0];
                        },
                        z);
        List<Wirtinger> pairs = new ArrayList<>();
        for (int k = 0; k < z.size(); k++) {
            pairs.add(of(jacobians.get(k), z.get(k), value[0]));
        }
        return pairs;
    }

    private static Wirtinger of(Tensor jacobian, Tensor z, Tensor value) {
        int rank = value.rank();
        boolean complexValue = value.dtype().isComplex();
        Tensor columns =
                complexValue
                        ? Tensor.complex(jacobian.select(rank, 0), jacobian.select(rank, 1))
                        : jacobian;
        if (!z.dtype().isComplex()) {
            return new Wirtinger(columns, Tensor.zeros(columns.dtype(), columns.shape()), z, value);
        }
        Tensor alongX = columns.select(-1, 0);
        Tensor alongIY = columns.select(-1, 1).timesI();
        return new Wirtinger(alongX.sub(alongIY).mul(0.5), alongX.add(alongIY).mul(0.5), z, value);
    }

    /** ∂f/∂z, {@code [out…, in…]}. */
    public Tensor dz() {
        return dz;
    }

    /** ∂f/∂z̄, {@code [out…, in…]}. */
    public Tensor dzbar() {
        return dzbar;
    }

    /** f(z). */
    public Tensor value() {
        return value;
    }

    /** {@code ∂f/∂z·t}, of the shape of f(z). */
    public Tensor dzTimes(Tensor t) {
        return product(dz, t);
    }

    /** {@code ∂f/∂z̄·t}, of the shape of f(z); the differential has it at {@code t̄}. */
    public Tensor dzbarTimes(Tensor t) {
        return product(dzbar, t);
    }

    /** {@code J·t = ∂f/∂z·t + ∂f/∂z̄·t̄}, of the shape and type of f(z). */
    public Tensor times(Tensor t) {
        if (t.dtype().isComplex() && !point.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "jvp",
                    "the input is " + point.dtype() + ", its direction cannot be " + t.dtype());
        }
        return as(value.dtype(), dzTimes(t).add(dzbarTimes(t.conj())));
    }

    /**
     * {@code J*·u = conj(∂f/∂z)ᵀ·u + (∂f/∂z̄)ᵀ·ū}, of the shape and type of z: the gradient for an upstream gradient u in
     * the convention ∂L/∂x + i ∂L/∂y.
     */
    public Tensor adjointTimes(Tensor u) {
        if (u.dtype().isComplex() && !value.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "vjp",
                    "f is " + value.dtype() + ", its upstream gradient cannot be " + u.dtype());
        }
        Tensor column = u.broadcastTo(value.shape()).reshape(value.size(), 1);
        Tensor g =
                matrix(dz)
                        .adjoint()
                        .matmul(column)
                        .add(matrix(dzbar).transpose().matmul(column.conj()));
        return as(point.dtype(), g.reshape(point.shape()));
    }

    private Tensor product(Tensor derivative, Tensor t) {
        Tensor column = t.broadcastTo(point.shape()).reshape(point.size(), 1);
        Shape out = value.shape();
        return matrix(derivative).matmul(column).reshape(out);
    }

    private Tensor matrix(Tensor derivative) {
        return derivative.reshape(value.size(), point.size());
    }

    private static Tensor as(DType dtype, Tensor t) {
        return dtype.isComplex() ? t.cast(dtype) : t.real().cast(dtype);
    }
}
