package org.argand.tensor;

import java.util.List;

/** Who wants to know what is computed on this thread: a gradient tape, or a tool that looks at programs. */
public interface Recorder {
    /** {@code out} was made from {@code in} by {@code op}; both may still be uncomputed. */
    void record(Op op, List<Tensor> in, Tensor out);

    /** The value of a variable was read as {@code value}. */
    void read(Variable variable, Tensor value);
}
