package org.argand.examples;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.nn.Activation;
import org.argand.nn.Dense;
import org.argand.nn.Initializers;
import org.argand.nn.Losses;
import org.argand.nn.Mode;
import org.argand.nn.Sequential;
import org.argand.optim.Adam;
import org.argand.optim.Optimizer;
import org.argand.optim.Schedule;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * A link with real weights at both ends and a complex channel between them: bits → two real heads → complex symbols →
 * gain and noise → real and imaginary parts → logits → sigmoid cross-entropy.
 *
 * <p>The tape crosses both borders by itself: the gradient of each head is real, that of the symbols complex.
 */
final class TwoHeadMapperExample {
    private static final int BITS = 8;
    private static final int SYMBOLS = 4;
    private static final Complex GAIN = Complex.ofCartesian(1.2, -0.3);

    private final RandomStream random;
    private final Dense inPhase;
    private final Dense quadrature;
    private final Sequential demapper;
    private final Optimizer optimizer = Optimizer.of(Adam.standard(), Schedule.constant(1e-2));

    TwoHeadMapperExample(long seed) {
        random = new RandomStream(seed);
        inPhase = dense("mapper/in_phase", BITS, SYMBOLS);
        quadrature = dense("mapper/quadrature", BITS, SYMBOLS);
        demapper =
                Sequential.of(
                        dense("demapper/hidden", 2 * SYMBOLS, 64),
                        Activation.RELU,
                        dense("demapper/logits", 64, BITS));
    }

    private Dense dense(String name, int in, int out) {
        return Dense.create(name, in, out, DType.FLOAT32, Initializers.glorotUniform(), random);
    }

    List<Variable> variables() {
        List<Variable> all = new ArrayList<>(inPhase.variables());
        all.addAll(quadrature.variables());
        all.addAll(demapper.variables());
        return all;
    }

    /** Complex symbols {@code [batch, 4]} of bits {@code [batch, 8]}. */
    Tensor map(Tensor bits) {
        return Tensor.complex(
                inPhase.forward(bits, Mode.TRAINING), quadrature.forward(bits, Mode.TRAINING));
    }

    /** Logits {@code [batch, 8]} of what was received. */
    Tensor demap(Tensor received) {
        Tensor parts = Tensor.concat(List.of(received.real(), received.imag()), -1);
        return demapper.forward(parts, Mode.TRAINING);
    }

    /** One training step; the loss in nats per bit. */
    double step(int batch) {
        try (Scope scope = Scope.open();
                GradientTape tape = GradientTape.open()) {
            Tensor bits = random.bits(DType.FLOAT32, Shape.of(batch, BITS));
            Tensor symbols = map(bits);
            Tensor noise = random.normal(DType.COMPLEX64, symbols.shape()).mul(0.05 * Math.sqrt(2));
            Tensor received = symbols.mul(GAIN).add(noise);
            Tensor loss = Losses.sigmoidCrossEntropy(bits, demap(received));
            optimizer.step(tape.gradient(loss), variables());
            return loss.item();
        }
    }
}
