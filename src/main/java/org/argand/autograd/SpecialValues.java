package org.argand.autograd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.autograd.Conformance.Part;
import org.argand.autograd.Conformance.Result;
import org.argand.tensor.Engine;
import org.argand.tensor.Op;
import org.argand.tensor.Piecewise;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue;

/**
 * Every scalar function, in every type it takes, at {@link SpecialNumbers}: results must agree in kind (NaN, infinite,
 * zero, finite) and sign, and finite ones in value.
 */
final class SpecialValues {
    private static final String PREFIX = "special values of ";
    private static final Map<String, Op.Pointwise> FUNCTIONS = functions();

    private SpecialValues() {}

    private static Map<String, Op.Pointwise> functions() {
        Map<String, Op.Pointwise> map = new LinkedHashMap<>();
        Catalogue.functions().forEach(f -> map.put(PREFIX + f.label(), f));
        return map;
    }

    /** One for each function, and one for the conversions. */
    static List<String> subjects() {
        List<String> list = new ArrayList<>(FUNCTIONS.keySet());
        list.add(PREFIX + "cast");
        return list;
    }

    /** Compares one function, in every type it takes. */
    static List<Result> run(Device device, String subject) {
        Op.Pointwise f = FUNCTIONS.get(subject);
        return f == null ? conversions(device) : function(device, f);
    }

    private static List<Result> function(Device device, Op.Pointwise f) {
        List<Result> results = new ArrayList<>();
        for (DType d : DType.values()) {
            List<DType> types = new ArrayList<>(Collections.nCopies(f.arity(), d));
            if (f == Piecewise.WHERE) {
                types.set(0, DType.BOOL);
            }
            if (takes(f, types)) {
                results.add(compare(device, f.label(), types, in -> Engine.apply(f, in)));
            }
        }
        return results;
    }

    private static boolean takes(Op.Pointwise f, List<DType> types) {
        try {
            f.result(types);
            return true;
        } catch (ArgandException.DTypeMismatch refused) {
            return false;
        }
    }

    private static List<Result> conversions(Device device) {
        List<Result> results = new ArrayList<>();
        for (DType from : DType.values()) {
            for (DType to : DType.values()) {
                if (to != from && (!from.isComplex() || to.isComplex() || to == DType.BOOL)) {
                    results.add(
                            compare(
                                    device,
                                    "cast to " + to,
                                    List.of(from),
                                    in -> in.getFirst().cast(to)));
                }
            }
        }
        return results;
    }

    private static Result compare(
            Device device, String label, List<DType> types, Function<List<Tensor>, Tensor> f) {
        Values reference = outcome(Device.reference(), types, f);
        Values mine = outcome(device, types, f);
        Values.Worst worst = mine.against(reference, Values.Scale.SIGNED);
        Values[] operands = new Values[types.size()];
        Conformance.on(
                Device.reference(),
                () -> {
                    for (int k = 0; k < operands.length; k++) {
                        operands[k] = Values.of(SpecialNumbers.operands(types).get(k));
                    }
                });
        StringBuilder at = new StringBuilder();
        for (Values o : operands) {
            at.append(at.isEmpty() ? "at " : " and ").append(o.element(worst.index()));
        }
        return new Result(
                label.startsWith("cast") ? "cast" : label,
                PREFIX + label,
                types.getLast(),
                worst.error() == 0 ? "" : at.toString(),
                Part.SPECIAL,
                worst.error(),
                worst.index(),
                mine.element(worst.index()),
                reference.element(worst.index()),
                reference.dtype().isInexact() ? Bounds.ofSpecial(label) : 0);
    }

    private static Values outcome(
            Device device, List<DType> types, Function<List<Tensor>, Tensor> f) {
        Values[] values = new Values[1];
        Conformance.on(
                device,
                () -> {
                    try (Scope _ = Scope.open()) {
                        values[0] = Values.of(f.apply(SpecialNumbers.operands(types)));
                    }
                });
        return values[0];
    }
}
