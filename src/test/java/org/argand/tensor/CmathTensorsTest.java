package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.argand.array.Shape;
import org.argand.backend.CmathCases;
import org.argand.backend.CmathCases.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels of the device, through tensors, against CPython's cases for cmath, by CPython's own criterion. */
class CmathTensorsTest {
    static Stream<String> functions() {
        return CmathCases.all().keySet().stream();
    }

    /** cmath's function as tensors of one complex128 operand; interleaved results. */
    private static double[] results(String name, Tensor z) {
        return switch (name) {
            case "polar" -> Tensor.complex(z.abs(), z.angle()).toDoubles();
            case "rect" -> Tensor.polar(z.real(), z.imag()).toDoubles();
            case "acos" -> z.acos().toDoubles();
            case "acosh" -> z.acosh().toDoubles();
            case "asin" -> z.asin().toDoubles();
            case "asinh" -> z.asinh().toDoubles();
            case "atan" -> z.atan().toDoubles();
            case "atanh" -> z.atanh().toDoubles();
            case "cos" -> z.cos().toDoubles();
            case "cosh" -> z.cosh().toDoubles();
            case "exp" -> z.exp().toDoubles();
            case "log" -> z.log().toDoubles();
            case "log10" -> z.log10().toDoubles();
            case "sin" -> z.sin().toDoubles();
            case "sinh" -> z.sinh().toDoubles();
            case "sqrt" -> z.sqrt().toDoubles();
            case "tan" -> z.tan().toDoubles();
            case "tanh" -> z.tanh().toDoubles();
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void everyCase_passesByCPythonsCriterion(String name) {
        List<Case> cases = Objects.requireNonNull(CmathCases.all().get(name));
        double[] z = new double[2 * cases.size()];
        for (int k = 0; k < cases.size(); k++) {
            z[2 * k] = cases.get(k).re();
            z[2 * k + 1] = cases.get(k).im();
        }
        Tensor operands = Tensor.ofInterleaved(Shape.of(cases.size()), z);
        double[] got = results(name, operands);
        List<String> failures = new ArrayList<>();
        for (int k = 0; k < cases.size(); k++) {
            if (!cases.get(k).passes(got[2 * k], got[2 * k + 1])) {
                failures.add(cases.get(k) + " got " + got[2 * k] + " " + got[2 * k + 1]);
            }
        }
        assertEquals(List.of(), failures, failures.size() + " of " + cases.size());
    }
}
