package org.argand.tensor;

import java.util.List;

/** Who wants to know what is computed on this thread: a gradient tape, or a tool that looks at programs. */
public interface Recorder {
    /** {@code out} was made from {@code in} by {@code op}; both may still be uncomputed. */
    void record(Op op, List<Tensor> in, Tensor out);

    /** The value of a variable was read as {@code value}. */
    void read(Variable variable, Tensor value);

    /** {@code value} went where no op is seen, as {@code how} says: {@code item()}, {@code assign to `w`}. */
    default void left(Tensor value, String how) {}

    /** {@code stream} draws, after {@code before} draws; told also while recording is paused. */
    default void draw(RandomStream stream, long before) {}

    /** {@code variable} is assigned and had the value {@code before}; told also while recording is paused. */
    default void assign(Variable variable, Tensor before) {}

    /** {@code in} were used on {@code thread} where nobody records; may be called by any thread. */
    default void unheard(List<Tensor> in, Thread thread) {}
}
