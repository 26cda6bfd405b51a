package org.argand.optim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.argand.array.ArgandException;
import org.argand.io.Safetensors;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * The state of a training in one safetensors file: variables, the optimiser's among them, and random streams.
 *
 * <pre>{@code
 * List<Variable> state = new ArrayList<>(model.variables());
 * state.addAll(adam.stateFor(model.variables()));
 * Map<String, RandomStream> streams = new LinkedHashMap<>(model.streams());
 * streams.put("data", data);
 * Checkpoint.save(file, state, streams, Map.of("task", "denoise"));
 * }</pre>
 *
 * With every stream that the training draws from, that of its data too, a training that goes on from it is, bit by bit,
 * the one that was not interrupted. The file is written whole or not at all, and loaded whole or not at all.
 */
public final class Checkpoint {
    private static final String OP = "checkpoint";
    private static final String VERSION = "argand.checkpoint";
    private static final String STREAM = "argand.stream/";

    private Checkpoint() {}

    /**
     * Writes the state.
     *
     * @param variables named apart; one that stands there twice is written once
     * @param metadata further text; keys that begin with {@code argand.} are taken
     * @throws ArgandException.NonFinite if a variable holds NaN or infinity
     * @throws ArgandException.BadFile if the file cannot be written; an older one is intact
     */
    public static void save(
            Path file,
            List<Variable> variables,
            Map<String, RandomStream> streams,
            Map<String, String> metadata) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Variable v : Names.distinct(OP, variables)) {
            tensors.put(v.name(), v.value());
            needFinite(v.name(), v.value(), "");
        }
        Map<String, String> text = new LinkedHashMap<>();
        text.put(VERSION, "1");
        metadata.forEach((key, value) -> {
            if (key.startsWith("argand.")) {
                throw new ArgandException.InvalidArgument(
                        OP, "the metadata key '" + key + "' is taken");
            }
            text.put(key, value);
        });
        streams.forEach((name, s) -> text.put(STREAM + name, s.seed() + " " + s.draws()));
        new Safetensors(tensors, text).write(file);
    }

    /** The text that {@link #save} was given, to look at before anything is loaded. */
    public static Map<String, String> metadata(Path file) {
        return own(file, Safetensors.readMetadata(file));
    }

    private static Map<String, String> own(Path file, Map<String, String> text) {
        if (!"1".equals(text.get(VERSION))) {
            throw new ArgandException.BadFile(
                    OP, file + " is no checkpoint of this version of Argand");
        }
        Map<String, String> rest = new LinkedHashMap<>(text);
        rest.keySet().removeIf(k -> k.startsWith("argand."));
        return rest;
    }

    /**
     * Sets the variables and streams to what the file holds; all of it must fit, or nothing is changed.
     *
     * @return the text that {@link #save} was given
     * @throws ArgandException.BadFile if the file is damaged, or names, shapes or types differ, with every difference
     * @throws ArgandException.NonFinite if it holds NaN or infinity
     */
    public static Map<String, String> load(
            Path file, List<Variable> variables, Map<String, RandomStream> streams) {
        List<Variable> wanted = Names.distinct(OP, variables);
        try (Scope _ = Scope.open()) {
            Safetensors found = Safetensors.read(file);
            Map<String, String> text = own(file, found.metadata());
            List<String> differences = differences(found, wanted, streams);
            if (!differences.isEmpty()) {
                throw new ArgandException.BadFile(
                        OP, file + " does not fit: " + String.join("; ", differences));
            }
            Map<RandomStream, long[]> states = new LinkedHashMap<>();
            streams.forEach((name, s) -> states.put(s, state(file, name, found.metadata())));
            for (Variable v : wanted) {
                needFinite(v.name(), found.get(v.name()), " in " + file);
            }
            for (Variable v : wanted) {
                v.assign(found.get(v.name()).to(v.value().device()));
            }
            states.forEach((stream, s) -> stream.restore(s[0], s[1]));
            return text;
        }
    }

    private static List<String> differences(
            Safetensors found, List<Variable> variables, Map<String, RandomStream> streams) {
        List<String> list = new ArrayList<>();
        TreeSet<String> left = new TreeSet<>(found.tensors().keySet());
        for (Variable v : variables) {
            Tensor t = found.tensors().get(v.name());
            if (t == null) {
                list.add("'" + v.name() + "' is missing");
            } else if (t.dtype() != v.dtype() || !t.shape().equals(v.shape())) {
                list.add(
                        "'%s' is %s %s, not %s %s"
                                .formatted(v.name(), t.dtype(), t.shape(), v.dtype(), v.shape()));
            }
            left.remove(v.name());
        }
        left.forEach(name -> list.add("'" + name + "' belongs to something else"));
        for (String name : streams.keySet()) {
            if (!found.metadata().containsKey(STREAM + name)) {
                list.add("the random stream '" + name + "' is missing");
            }
        }
        for (String key : new TreeSet<>(found.metadata().keySet())) {
            if (key.startsWith(STREAM) && !streams.containsKey(key.substring(STREAM.length()))) {
                list.add(
                        "the random stream '"
                                + key.substring(STREAM.length())
                                + "' belongs to something else");
            }
        }
        return list;
    }

    private static long[] state(Path file, String name, Map<String, String> metadata) {
        String text = metadata.getOrDefault(STREAM + name, "");
        String[] parts = text.split(" ", -1);
        try {
            long draws = Long.parseLong(parts[1]);
            if (draws >= 0) {
                return new long[] {Long.parseLong(parts[0]), draws};
            }
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            // No state either.
        }
        throw new ArgandException.BadFile(
                OP, file + ": the random stream '" + name + "' has the state '" + text + "'");
    }

    private static void needFinite(String name, Tensor t, String where) {
        if (t.dtype().isInexact() && !t.isFinite().all().toBooleans()[0]) {
            throw new ArgandException.NonFinite(
                    OP, "'" + name + "'" + where + " holds NaN or infinity");
        }
    }
}
