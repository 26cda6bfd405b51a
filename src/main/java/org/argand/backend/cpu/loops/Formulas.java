package org.argand.backend.cpu.loops;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.argand.array.DType;
import org.argand.backend.ScalarFunction;

/**
 * The formulas of scalar functions, by the function's name. A function without one is computed by its reference, element
 * by element.
 */
final class Formulas {
    /** For operands of one type: the same for both parts of complex ones. */
    private static final Map<String, Formula> COMPONENTWISE =
            Map.ofEntries(
                    entry("add", Componentwise.of(Graph::add)),
                    entry("sub", Componentwise.of(Graph::sub)),
                    entry("neg", Componentwise.of((g, a, _) -> g.neg(a))));

    /** Those of one type in place of those in the tables. */
    private static final Map<DType, Map<String, Formula>> OF_TYPES =
            Map.of(
                    DType.FLOAT32,
                    Map.of(
                            "pow",
                            Widened.real2(PowerFormulas::real),
                            "exp",
                            RealFormulas.unary(FloatExponentials::exp),
                            "expm1",
                            RealFormulas.unary(FloatExponentials::expm1),
                            "sigmoid",
                            RealFormulas.unary(FloatExponentials::sigmoid),
                            "rsqrt",
                            RealFormulas.unary(RealFormulas::rsqrt),
                            "log",
                            RealFormulas.unary(FloatLogarithms::log),
                            "log1p",
                            RealFormulas.unary(FloatLogarithms::log1p)),
                    DType.COMPLEX64,
                    Map.of("pow", Widened.binary(PowerFormulas::complex)));

    private Formulas() {}

    /** The formula of that function for operands of these types. */
    static Optional<Formula> find(ScalarFunction function, List<DType> operands, DType result) {
        String label = function.label();
        DType d = operands.getLast();
        Formula found = null;
        if (operands.stream().allMatch(o -> o == d)) {
            found = OF_TYPES.getOrDefault(d, Map.of()).get(label);
            if (found == null) {
                found = COMPONENTWISE.get(label);
            }
            if (found == null) {
                found = (d.isComplex() ? ComplexFormulas.TABLE : RealFormulas.TABLE).get(label);
            }
        }
        return found == null ? ExactFormulas.find(function, operands, result) : Optional.of(found);
    }
}
