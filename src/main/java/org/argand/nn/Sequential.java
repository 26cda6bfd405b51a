package org.argand.nn;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * The composition of {@code layers}, first one first. A layer may stand in several places, and has its variables once.
     *
     * @throws ArgandException.InvalidArgument if two different variables or random streams share a name
     */
    public static Sequential of(Layer... layers) {
        Sequential s = new Sequential(List.of(layers));
        Map<String, Object> named = new HashMap<>();
        for (Layer layer : layers) {
            layer.variables().forEach(v -> unique(named, v.name(), v));
            layer.streams().forEach((name, stream) -> unique(named, name, stream));
        }
        return s;
    }

    private static void unique(Map<String, Object> named, String name, Object bearer) {
        Object other = named.putIfAbsent(name, bearer);
        if (other != null && other != bearer) {
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
        return layers.stream().flatMap(l -> l.variables().stream()).distinct().toList();
    }

    @Override
    public Map<String, RandomStream> streams() {
        Map<String, RandomStream> all = new LinkedHashMap<>();
        layers.forEach(l -> all.putAll(l.streams()));
        return all;
    }
}
