package org.argand.nn;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.argand.array.ArgandException;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/** Layers one after the other. */
public final class Sequential implements Layer {
    private final List<Layer> layers;

    private Sequential(List<Layer> layers) {
        this.layers = layers;
    }

    /**
     * The composition of {@code layers}, first one first.
     *
     * @throws ArgandException.InvalidArgument if two variables or two random streams share a name
     */
    public static Sequential of(Layer... layers) {
        Sequential s = new Sequential(List.of(layers));
        Set<String> names = new HashSet<>();
        for (Layer layer : layers) {
            layer.variables().forEach(v -> unique(names, v.name()));
            layer.streams().keySet().forEach(n -> unique(names, n));
        }
        return s;
    }

    private static void unique(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new ArgandException.InvalidArgument(
                    "sequential", "two of its variables or streams are named '" + name + "'");
        }
    }

    /** The layers, first one first. */
    public List<Layer> layers() {
        return layers;
    }

    @Override
    public Tensor forward(Tensor x, Mode mode) {
        Tensor y = x;
        for (Layer layer : layers) {
            y = layer.forward(y, mode);
        }
        return y;
    }

    @Override
    public List<Variable> variables() {
        return layers.stream().flatMap(l -> l.variables().stream()).toList();
    }

    @Override
    public Map<String, RandomStream> streams() {
        Map<String, RandomStream> all = new LinkedHashMap<>();
        layers.forEach(l -> all.putAll(l.streams()));
        return all;
    }
}
