package org.argand.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * Batch normalisation of each feature over all axes but the last: {@code γ·(x − μ)/√(σ² + ε) + β}
 * (Ioffe, Szegedy 2015).
 *
 * <p>Complex input is whitened, {@code z̃ = (V + εI)^(−½)·(z − μ)} with V the 2×2 covariance of (Re
 * z, Im z), then scaled by a symmetric 2×2 γ and shifted by a complex β (Trabelsi et al. 2018,
 * section 3.5). Training normalises by the batch, gradients included, and moves the averages,
 * {@code a ← m·a + (1 − m)·batch}; inference uses the averages. Variances are divided by the number
 * of samples.
 */
public final class BatchNorm implements Layer {
    private final Affine affine;
    private final Variable mean;
    private final List<Variable> spread;
    private final double momentum;
    private final double epsilon;

    private BatchNorm(
            Affine affine, Variable mean, List<Variable> spread, double momentum, double epsilon) {
        this.affine = affine;
        this.mean = mean;
        this.spread = spread;
        this.momentum = momentum;
        this.epsilon = epsilon;
    }

    /** With momentum m = 0.9 and ε = 1e-5. */
    public static BatchNorm create(String name, long features, DType dtype) {
        return create(name, features, dtype, 0.9, 1e-5);
    }

    /**
     * Trainable {@code name/gamma} (or {@code gamma_rr, gamma_ri, gamma_ii}) and {@code name/beta};
     * not trainable {@code name/moving_mean} and {@code name/moving_variance} (or {@code moving_rr,
     * moving_ri, moving_ii}).
     *
     * <p>The averages start at mean 0 and variance 1 (½ in each part), so that a new layer in
     * inference is the identity.
     */
    public static BatchNorm create(
            String name, long features, DType dtype, double momentum, double epsilon) {
        if (!(momentum >= 0 && momentum < 1) || !(epsilon > 0)) {
            throw new ArgandException.InvalidArgument(
                    "batchnorm", name + ": momentum " + momentum + ", epsilon " + epsilon);
        }
        Affine affine = Affine.create(name, features, dtype);
        Shape shape = Shape.of(features);
        List<Variable> spread =
                dtype.isComplex()
                        ? Affine.symmetric(name + "/moving", dtype.real(), shape, 0.5, false)
                        : List.of(
                                new Variable(
                                        name + "/moving_variance",
                                        Tensor.ones(dtype, shape),
                                        false));
        Variable mean = new Variable(name + "/moving_mean", Tensor.zeros(dtype, shape), false);
        return new BatchNorm(affine, mean, spread, momentum, epsilon);
    }

    @Override
    public Tensor forward(Tensor x, Mode mode) {
        affine.check("batchnorm", x);
        Statistics statistics =
                switch (mode) {
                    case TRAINING -> ofBatch(x);
                    case INFERENCE ->
                            new Statistics(
                                    mean.value(), spread.stream().map(Variable::value).toList());
                };
        if (mode == Mode.TRAINING) {
            Engine.unrecorded(() -> remember(statistics));
        }
        return affine.apply(statistics.standardise(x, epsilon));
    }

    private static Statistics ofBatch(Tensor x) {
        if (x.rank() < 2) {
            throw new ArgandException.ShapeMismatch(
                    "batchnorm", "needs a batch [..., batch, features], got " + x.shape());
        }
        return Statistics.of(x, IntStream.range(0, x.rank() - 1).toArray());
    }

    private void remember(Statistics batch) {
        move(mean, batch.mean());
        for (int k = 0; k < spread.size(); k++) {
            move(spread.get(k), batch.spread().get(k));
        }
    }

    private void move(Variable average, Tensor batch) {
        Tensor now = batch.reshape(average.shape()).cast(average.dtype());
        average.take(average.value().mul(momentum).add(now.mul(1 - momentum)));
    }

    @Override
    public List<Variable> variables() {
        List<Variable> all = new ArrayList<>(affine.variables());
        all.add(mean);
        all.addAll(spread);
        return List.copyOf(all);
    }
}
