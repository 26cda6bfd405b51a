package org.argand.optim;

import java.util.List;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/** Gradients of the test's choosing, by a loss that has them: Re Σ conj(g)·w. */
final class Given {
    private Given() {}

    static Gradients gradients(List<Variable> variables, List<Tensor> g) {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = Tensor.scalar(0);
            for (int k = 0; k < variables.size(); k++) {
                Tensor w = variables.get(k).value();
                Tensor part =
                        w.dtype().isComplex() ? g.get(k).conj().mul(w).real() : g.get(k).mul(w);
                loss = loss.add(part.sum());
            }
            return tape.gradient(loss);
        }
    }

    static void step(Optimizer optimizer, Variable variable, Tensor g) {
        optimizer.step(gradients(List.of(variable), List.of(g)), List.of(variable));
    }
}
