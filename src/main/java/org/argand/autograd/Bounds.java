package org.argand.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.argand.array.Shape;
import org.argand.autograd.Conformance.Part;

/**
 * How many ulp a device may be off, for results of inexact types: one rule for each family of ops. Others must be equal.
 *
 * <p>Measured on the CPU over four seeds: functions 1.5 (mul of complex64), gradients 4 (div of complex64), sums 2 of
 * 70 000 terms, the gradient of a complex product of 61 factors 10, matrix products 8.5 at 131 terms, transforms 6,
 * convolutions 8; over fourteen: linear algebra 26 and its gradients 29, both of expm. On the software CUDA device, whose
 * algorithms are not those of the reference, over four: functions 5 (pow and expm1 of complex128), in double precision
 * eigenvectors 97, functions of eigenvalues 107, the gradient of det 105.
 */
final class Bounds {
    /** One function of exact operands: what vendors' libraries state for their worst ones. */
    private static final double FUNCTION = 4;

    /** Some functions after each other, each rounded: derivatives, products, exponentials over sums. */
    private static final double CHAIN = 8;

    /**
     * What the reference is off by itself where it rounds too, in double precision; {@code AccuracyTest} holds it, and every
     * device, to many digits.
     */
    private static final double REFERENCE = 2;

    /** In double precision, where both round: how much more the condition of eigenvectors and determinants makes of it. */
    private static final double CONDITION = 5;

    private static final Set<String> CONDITIONED = Set.of("eigh", "svd", "det", "lstsq");

    /** Ops that round nothing. */
    private static final Set<String> EXACT =
            Set.of(
                    "neg",
                    "conj",
                    "real",
                    "imag",
                    "complex",
                    "relu",
                    "maximum",
                    "minimum",
                    "where",
                    "max",
                    "min",
                    "fftshift",
                    "ifftshift",
                    "windows",
                    "cast");

    /** Movements that add where they put several elements together. */
    private static final Set<String> ADDING =
            Set.of("segmentSum", "scatterAdd", "indexPut accumulated");

    private Bounds() {}

    /**
     * The bound of a comparison of an op of the catalogue. Sums in a tree lose log₂ of their terms at most; the errors
     * of a matrix product's running sums add up as a random walk does, √k; those of a transform's stages as log₂ n. The
     * gradients of linear algebra are amplified by the condition of their matrices, expm by each of its squarings.
     */
    static double of(Family family, String op, Part part, List<Shape> shapes, boolean wide) {
        boolean forward = part == Part.FORWARD;
        boolean moves = family == Family.MOVEMENT && !ADDING.contains(op);
        if (forward && (moves || EXACT.contains(op))) {
            return 0;
        }
        double longest =
                shapes.stream().flatMapToLong(s -> Arrays.stream(s.dims())).max().orElse(1);
        double size = shapes.stream().mapToLong(Shape::size).max().orElse(1);
        return switch (family) {
            case POINTWISE ->
                    forward
                            ? FUNCTION + (wide ? REFERENCE : 0)
                            : CHAIN + (wide ? 2 * REFERENCE : 0);
            case MOVEMENT -> FUNCTION;
            case FURTHER -> 0;
            case REDUCTION -> CHAIN + log2(size);
            case CONVOLUTION -> CHAIN + Math.sqrt(size);
            case LINEAR_ALGEBRA -> {
                boolean amplified = !forward || op.equals("expm");
                double bound = (amplified ? 4 * CHAIN : CHAIN) + Math.sqrt(size);
                yield wide && CONDITIONED.contains(op) ? CONDITION * bound : bound;
            }
            case PRODUCT -> FUNCTION + Math.sqrt(longest);
            case TRANSFORM -> FUNCTION + log2(longest);
        };
    }

    /** The bound of finite results at special values. */
    static double ofSpecial(String label) {
        return EXACT.contains(label) || label.startsWith("cast") ? 0 : FUNCTION;
    }

    private static double log2(double n) {
        return Math.log(n) / Math.log(2);
    }
}
