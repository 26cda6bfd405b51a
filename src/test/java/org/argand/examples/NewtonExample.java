package org.argand.examples;

import java.util.function.Function;
import org.argand.autograd.Jacobians;
import org.argand.tensor.Tensor;

/**
 * Newton's method for a real loss of complex variables, without ever forming the Hessian.
 *
 * <p>The Hessian of a function that is not holomorphic is no complex matrix but a real-linear map, {@code H·v = A·v + B·v̄}.
 * It is symmetric in the real inner product {@code Re Σ x̄·y}, which is all that conjugate gradients need.
 */
final class NewtonExample {
    private NewtonExample() {}

    /** {@code z − H⁻¹·g}, for a loss that is convex around z. */
    static Tensor step(Function<Tensor, Tensor> loss, Tensor z, int iterations) {
        Tensor d = z.mul(0);
        Tensor r = Jacobians.gradient(loss, z).neg();
        Tensor p = r;
        double rr = inner(r, r);
        double enough = 1e-28 * rr;
        for (int k = 0; k < iterations && rr > enough; k++) {
            Tensor hp = Jacobians.hvp(loss, z, p);
            double alpha = rr / inner(p, hp);
            d = d.add(p.mul(alpha));
            r = r.sub(hp.mul(alpha));
            double next = inner(r, r);
            p = r.add(p.mul(next / rr));
            rr = next;
        }
        return z.add(d);
    }

    private static double inner(Tensor x, Tensor y) {
        return x.conj().mul(y).real().sum().item();
    }
}
