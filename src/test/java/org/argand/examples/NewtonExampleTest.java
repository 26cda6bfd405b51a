package org.argand.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.Holomorphy;
import org.argand.autograd.Jacobians;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Newton's method converges quadratically, and needs the whole real-linear Hessian to do so. */
class NewtonExampleTest {
    private static final Tensor A = new RandomStream(1).normal(DType.COMPLEX128, Shape.of(6, 4));
    private static final Tensor Y = new RandomStream(2).normal(DType.COMPLEX128, Shape.of(6, 1));

    /** Least squares with a price on |z|⁴: convex, and neither quadratic nor holomorphic. */
    private static final Function<Tensor, Tensor> LOSS =
            z -> A.matmul(z).sub(Y).abs2().sum().add(z.abs2().square().sum());

    @Test
    void step_convergesQuadratically() {
        Tensor z = A.adjoint().matmul(Y).mul(0.1);
        int steps = 0;
        while (norm(z) > 1e-2 && steps < 20) {
            z = NewtonExample.step(LOSS, z, 20);
            steps++;
        }
        double near = norm(z);
        double next = norm(NewtonExample.step(LOSS, z, 20));
        assertTrue(steps < 20, steps + " steps to " + near);
        assertTrue(next < Math.max(1e-13, 10 * near * near), near + " to " + next);
    }

    private static double norm(Tensor z) {
        return Math.sqrt(Jacobians.gradient(LOSS, z).abs2().sum().item());
    }

    @Test
    void quadraticLoss_isSolvedInOneStep() {
        Tensor z =
                NewtonExample.step(
                        v -> A.matmul(v).sub(Y).abs2().sum(),
                        Tensor.zeros(DType.COMPLEX128, Shape.of(4, 1)),
                        20);
        Tensor rest = A.adjoint().matmul(A.matmul(z).sub(Y));
        assertArrayEquals(new double[8], rest.toDoubles(), 1e-12);
    }

    @Test
    void gradientOfTheLoss_isNotHolomorphic() {
        Tensor z = A.adjoint().matmul(Y);
        assertTrue(Holomorphy.isHolomorphic(A::matmul, z));
        assertFalse(Holomorphy.isHolomorphic(v -> Jacobians.gradient(LOSS, v), z));
    }
}
