package org.argand.nn;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * First values of kernels, scaled so that the variance of signals (He) or of signals and gradients
 * (Glorot) is kept.
 *
 * <p>For a kernel {@code [..., in, out]} with r elements in its leading axes, fan_in = r·in and
 * fan_out = r·out; a vector of n counts as {@code [n, n]}. Glorot: "Understanding the difficulty of
 * training deep feedforward neural networks" (2010), eq. 16. He: "Delving deep into rectifiers"
 * (2015), eq. 10. Complex: Trabelsi et al., "Deep complex networks" (2018), section 3.6.
 */
public final class Initializers {
    private Initializers() {}

    /** Fan-in and fan-out of a kernel. */
    private record Fans(double in, double out) {
        static Fans of(Shape shape) {
            if (shape.rank() < 2) {
                return new Fans(shape.size(), shape.size());
            }
            double field = 1;
            for (int k = 0; k < shape.rank() - 2; k++) {
                field *= shape.dim(k);
            }
            return new Fans(field * shape.dim(-2), field * shape.dim(-1));
        }
    }

    /** Uniform on ±√(6/(fan_in + fan_out)); real types. */
    public static Initializer glorotUniform() {
        return (dtype, shape, random) -> {
            Fans fans = Fans.of(shape);
            return uniform(
                    "glorotUniform",
                    "complexGlorot",
                    Math.sqrt(6 / (fans.in + fans.out)),
                    dtype,
                    shape,
                    random);
        };
    }

    /** Normal with standard deviation √(2/(fan_in + fan_out)); real types. */
    public static Initializer glorotNormal() {
        return (dtype, shape, random) -> {
            Fans fans = Fans.of(shape);
            needReal("glorotNormal", "complexGlorot", dtype);
            return random.normal(dtype, shape).mul(Math.sqrt(2 / (fans.in + fans.out)));
        };
    }

    /** Uniform on ±√(6/fan_in); real types. */
    public static Initializer heUniform() {
        return (dtype, shape, random) ->
                uniform(
                        "heUniform",
                        "complexHe",
                        Math.sqrt(6 / Fans.of(shape).in),
                        dtype,
                        shape,
                        random);
    }

    /** Normal with standard deviation √(2/fan_in); real types. */
    public static Initializer heNormal() {
        return (dtype, shape, random) -> {
            needReal("heNormal", "complexHe", dtype);
            return random.normal(dtype, shape).mul(Math.sqrt(2 / Fans.of(shape).in));
        };
    }

    /**
     * Rayleigh modulus with σ = 1/√(fan_in + fan_out), uniform phase: E|w|² = 2σ²; complex types.
     */
    public static Initializer complexGlorot() {
        return (dtype, shape, random) -> {
            Fans fans = Fans.of(shape);
            return rayleigh(
                    "complexGlorot",
                    "glorotNormal",
                    1 / Math.sqrt(fans.in + fans.out),
                    dtype,
                    shape,
                    random);
        };
    }

    /** Rayleigh modulus with σ = 1/√fan_in, uniform phase: E|w|² = 2σ²; complex types. */
    public static Initializer complexHe() {
        return (dtype, shape, random) ->
                rayleigh(
                        "complexHe",
                        "heNormal",
                        1 / Math.sqrt(Fans.of(shape).in),
                        dtype,
                        shape,
                        random);
    }

    /** All zeros, any type. */
    public static Initializer zeros() {
        return (dtype, shape, random) -> Tensor.zeros(dtype, shape);
    }

    /** All ones, any type. */
    public static Initializer ones() {
        return (dtype, shape, random) -> Tensor.ones(dtype, shape);
    }

    private static Tensor uniform(
            String op,
            String complex,
            double limit,
            DType dtype,
            Shape shape,
            RandomStream random) {
        needReal(op, complex, dtype);
        return random.uniform(dtype, shape, -limit, limit);
    }

    /**
     * A modulus of Rayleigh(σ) with a uniform phase is the complex normal distribution of variance
     * 2σ², drawn as such.
     */
    private static Tensor rayleigh(
            String op, String real, double sigma, DType dtype, Shape shape, RandomStream random) {
        if (!dtype.isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    op, "draws complex kernels, not " + dtype + "; say " + real);
        }
        return random.normal(dtype, shape).mul(sigma * Math.sqrt(2));
    }

    private static void needReal(String op, String complex, DType dtype) {
        if (!dtype.isFloating()) {
            String remedy = dtype.isComplex() ? "; say " + complex : "";
            throw new ArgandException.DTypeMismatch(
                    op, "draws real kernels, not " + dtype + remedy);
        }
    }
}
