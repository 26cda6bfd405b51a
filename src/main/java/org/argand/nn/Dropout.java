package org.argand.nn;

import java.util.List;
import java.util.Map;
import org.argand.array.ArgandException;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * Inverted dropout: in training each element is 0 with probability {@code rate} and divided by 1 −
 * rate otherwise.
 *
 * <p>A complex element is dropped as a whole. In inference everything passes as it is. The stream
 * that the masks come from is part of a checkpoint, so that a resumed run drops what an
 * uninterrupted one would have.
 */
public final class Dropout implements Layer {
    private final String name;
    private final double rate;
    private final RandomStream random;

    /**
     * A layer that draws from a stream of its own.
     *
     * @param rate probability to drop, 0 ≤ rate &lt; 1
     * @param random split by {@code name}
     */
    public Dropout(String name, double rate, RandomStream random) {
        if (!(rate >= 0 && rate < 1)) {
            throw new ArgandException.InvalidArgument(
                    "dropout", name + ": rate is " + rate + ", not in [0, 1)");
        }
        this.name = name;
        this.rate = rate;
        this.random = random.split(name);
    }

    @Override
    public Tensor forward(Tensor x, Mode mode) {
        if (!x.dtype().isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    "dropout", name + " needs a floating or complex type, got " + x.dtype());
        }
        if (mode == Mode.INFERENCE || rate == 0) {
            return x;
        }
        Tensor kept = random.uniform(x.dtype().real(), x.shape()).less(1 - rate);
        return x.mul(kept.cast(x.dtype().real()).mul(1 / (1 - rate)));
    }

    @Override
    public List<Variable> variables() {
        return List.of();
    }

    @Override
    public Map<String, RandomStream> streams() {
        return Map.of(name, random);
    }
}
