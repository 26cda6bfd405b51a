package org.argand.nn;

import java.util.List;
import java.util.Map;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * A function of one tensor with variables of its own, written with {@link Tensor} methods so that
 * any tape differentiates it.
 */
public interface Layer {
    /** The value at {@code x}. */
    Tensor forward(Tensor x, Mode mode);

    /** Everything a checkpoint must hold, trainable or not, by unique names; in a fixed order. */
    List<Variable> variables();

    /**
     * The random sources it draws from, by unique names; their states belong to a checkpoint too.
     */
    default Map<String, RandomStream> streams() {
        return Map.of();
    }
}
