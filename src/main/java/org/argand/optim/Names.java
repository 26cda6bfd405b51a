package org.argand.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.argand.array.ArgandException;
import org.argand.tensor.Variable;

/** Variables that are told apart by their names. */
final class Names {
    private Names() {}

    /** {@code variables} in their order, each once; two different ones of one name are an error of {@code op}. */
    static List<Variable> distinct(String op, List<Variable> variables) {
        Map<String, Variable> named = new LinkedHashMap<>();
        for (Variable v : variables) {
            Variable other = named.putIfAbsent(v.name(), v);
            if (other != null && other != v) {
                throw new ArgandException.InvalidArgument(
                        op, "two variables are named '" + v.name() + "'");
            }
        }
        return List.copyOf(named.values());
    }
}
