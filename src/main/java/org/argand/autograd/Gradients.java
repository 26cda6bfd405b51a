package org.argand.autograd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.argand.array.ArgandException;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/** What a tape's gradient gave, by source: ∂L/∂x + i ∂L/∂y, in the shape and type of the source. */
public final class Gradients {
    private final Map<Object, Tensor> found;
    private final Function<Object, String> why;

    /** Of a map that from now on belongs to this. */
    Gradients(Map<Object, Tensor> found, Function<Object, String> why) {
        this.found = found;
        this.why = why;
    }

    /** The gradient with respect to a watched tensor; without one, an error that explains where the path ends. */
    public Tensor of(Tensor source) {
        return find(source).orElseThrow(() -> unconnected(source));
    }

    /** The gradient with respect to a variable, at the value that was recorded. */
    public Tensor of(Variable source) {
        return find(source).orElseThrow(() -> unconnected(source));
    }

    /** The gradient, or nothing for a source that the loss does not depend on differentiably. */
    public Optional<Tensor> find(Tensor source) {
        return Optional.ofNullable(found.get(source));
    }

    /** As {@link #find(Tensor)}. */
    public Optional<Tensor> find(Variable source) {
        return Optional.ofNullable(found.get(source));
    }

    /** The gradient, or zeros on its device for an unconnected source. */
    public Tensor orZeros(Tensor source) {
        return find(source).orElseGet(() -> zeros(source));
    }

    /** As {@link #orZeros(Tensor)}. */
    public Tensor orZeros(Variable source) {
        return find(source).orElseGet(() -> zeros(Engine.constant(source::value)));
    }

    private static Tensor zeros(Tensor like) {
        return Tensor.zeros(like.dtype(), like.shape()).to(like.device());
    }

    /** The same sources with each variable's gradient replaced, as clipping does; tensors keep theirs. */
    public Gradients with(List<Variable> variables, List<Tensor> gradients) {
        Gradients out = new Gradients(new HashMap<>(found), why);
        for (int i = 0; i < variables.size(); i++) {
            out.found.put(variables.get(i), gradients.get(i));
        }
        return out;
    }

    /**
     * The same gradients as {@code convention} writes them, to compare with another library or a formula; optimisers
     * take {@link Convention#ARGAND}, which these are.
     */
    public Gradients in(Convention convention) {
        Gradients out = new Gradients(new HashMap<>(found), why);
        out.found.replaceAll((_, g) -> Convention.ARGAND.convert(g, convention));
        return out;
    }

    private ArgandException unconnected(Object source) {
        return new ArgandException.NoGradient("gradient", why.apply(source));
    }
}
