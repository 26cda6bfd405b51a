package org.argand.tensor.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.Op;
import org.argand.tensor.Tensor;

/**
 * Every op with its formulas and with operands to try it on: what conformance tests, gradient checks, {@code verify} and
 * the table of operators iterate over.
 */
public final class Catalogue {
    private Catalogue() {}

    /** A part of the catalogue; each is written down in a file of its own. */
    public enum Group {
        /** Element by element. */
        POINTWISE(PointwiseCases::all),
        /** Folding axes away, and running along them. */
        REDUCTION(ReductionCases::all),
        /** Moving and selecting elements. */
        MOVEMENT(MovementCases::all),
        /** Matrix products and other bilinear forms. */
        PRODUCT(ProductCases::all),
        /** Linear algebra. */
        LINEAR_ALGEBRA(LinearAlgebraCases::all),
        /** Fourier transforms. */
        TRANSFORM(FourierCases::all),
        /** Convolutions and short-time transforms. */
        CONVOLUTION(ConvolutionCases::all);

        private final Supplier<List<Operator>> operators;

        Group(Supplier<List<Operator>> operators) {
            this.operators = operators;
        }

        /** The operators of this part, made on the engine's device. */
        public List<Operator> operators() {
            return operators.get();
        }

        /** Their cases. */
        public List<Entry> entries() {
            return operators().stream().flatMap(o -> o.cases().stream()).toList();
        }
    }

    /**
     * An operand to draw.
     *
     * @param complex complex or real
     * @param domain where its elements are
     */
    public record Operand(boolean complex, Domain domain, Shape shape) {
        /** Seeded elements, in double precision. */
        public Tensor draw(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = (int) shape.size();
            double[] v = new double[complex ? 2 * n : n];
            for (int k = 0; k < n; k++) {
                double[] z = domain.sample(random, complex);
                if (complex) {
                    v[2 * k] = z[0];
                    v[2 * k + 1] = z[1];
                } else {
                    v[k] = z[0];
                }
            }
            return complex ? Tensor.ofInterleaved(shape, v) : Tensor.of(shape, v);
        }
    }

    /**
     * One op on one kind of operands.
     *
     * @param operator name of the op
     * @param kind what the operands and arguments are; with the name, unique
     * @param differentiable whether gradients exist, to every order
     * @param holomorphic whether the op is holomorphic in its (complex) operands
     */
    public record Entry(
            String operator,
            String kind,
            List<Operand> operands,
            Function<List<Tensor>, Tensor> op,
            boolean differentiable,
            boolean holomorphic) {
        /** The op and what its operands are, unique. */
        public String label() {
            return kind.isEmpty() ? operator : operator + " " + kind;
        }

        /** Seeded operands in double precision. */
        public List<Tensor> draw(long seed) {
            List<Tensor> in = new ArrayList<>();
            for (int k = 0; k < operands.size(); k++) {
                in.add(operands.get(k).draw(seed + 1000L * k));
            }
            return in;
        }

        @Override
        public String toString() {
            return label();
        }
    }

    /**
     * One op: what the table of operators says of it, and operands to try it on.
     *
     * @param name the name that messages and tapes use
     * @param formula the value
     * @param adjoint the gradient of each operand for the upstream gradient G, or why there is none
     * @param note branch cut, convention, errors; may be empty
     */
    public record Operator(
            String name, String formula, String adjoint, String note, List<Entry> cases) {
        /** Whether gradients exist. */
        public boolean isDifferentiable() {
            return cases.stream().anyMatch(Entry::differentiable);
        }
    }

    /** Every operator, made on the engine's device. */
    public static List<Operator> operators() {
        return Arrays.stream(Group.values()).flatMap(g -> g.operators().stream()).toList();
    }

    /** Every scalar function that a device computes, beside the conversions. */
    public static List<Op.Pointwise> functions() {
        return PointwiseCases.functions();
    }

    /** Every case of every operator. */
    public static List<Entry> all() {
        return operators().stream().flatMap(o -> o.cases().stream()).toList();
    }
}
