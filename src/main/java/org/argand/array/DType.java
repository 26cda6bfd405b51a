package org.argand.array;

/**
 * The element type of a tensor.
 *
 * <p>Promotion, {@link #promote}, is a lattice: {@code bool < int32 < int64 < float32 < float64}, and a complex type
 * counts with the precision of its parts, so that a real operand with a complex one of the same precision gives that
 * complex type and nothing silently drops an imaginary part or a digit of a floating type:
 *
 * <pre>
 *             bool  int32 int64 float32    float64    complex64  complex128
 * bool        bool  int32 int64 float32    float64    complex64  complex128
 * int32             int32 int64 float32    float64    complex64  complex128
 * int64                   int64 float32    float64    complex64  complex128
 * float32                       float32    float64    complex64  complex128
 * float64                                  float64    complex128 complex128
 * complex64                                           complex64  complex128
 * complex128                                                     complex128
 * </pre>
 *
 * Integers take the floating type of the other operand (as PyTorch and JAX do), since weights and samples decide the
 * precision of a computation and not the indices and labels that meet them. Zero-dimensional tensors promote as others do;
 * a Java number takes the type of the tensor that it meets. Integers wrap, and what an op makes of int32 alone, sums too, is
 * int32.
 */
public enum DType {
    /** Truth values, one byte each. */
    BOOL("bool", 1),
    /** Signed 32-bit integers. */
    INT32("int32", 4),
    /** Signed 64-bit integers. */
    INT64("int64", 8),
    /** IEEE 754 binary32. */
    FLOAT32("float32", 4),
    /** IEEE 754 binary64. */
    FLOAT64("float64", 8),
    /** Complex numbers of two float32, interleaved (re, im). */
    COMPLEX64("complex64", 8),
    /** Complex numbers of two float64, interleaved (re, im). */
    COMPLEX128("complex128", 16);

    private final String label;
    private final int bytes;

    DType(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Numbers per element: two for the complex types, one for the others. */
    public int components() {
        return isComplex() ? 2 : 1;
    }

    /** Whether this is complex64 or complex128. */
    public boolean isComplex() {
        return this == COMPLEX64 || this == COMPLEX128;
    }

    /** Whether this is float32 or float64. */
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** Whether this is int32 or int64. */
    public boolean isInteger() {
        return this == INT32 || this == INT64;
    }

    /** Whether gradients exist: the floating and the complex types. */
    public boolean isInexact() {
        return isFloating() || isComplex();
    }

    /** The type of the real part: float32 of complex64, float64 of complex128, every other type itself. */
    public DType real() {
        return switch (this) {
            case COMPLEX64 -> FLOAT32;
            case COMPLEX128 -> FLOAT64;
            default -> this;
        };
    }

    /** The complex type with parts of this precision; integers and bool take float32's. */
    public DType complex() {
        return switch (this) {
            case FLOAT64, COMPLEX128 -> COMPLEX128;
            default -> COMPLEX64;
        };
    }

    /** Whether the numbers are of 64-bit floating precision. */
    public boolean isDouble() {
        return this == FLOAT64 || this == COMPLEX128;
    }

    /** Spacing of floating numbers at one: 2⁻²³ or 2⁻⁵²; zero for exact types. */
    public double epsilon() {
        return isDouble() ? Math.ulp(1.0) : isInexact() ? Math.ulp(1f) : 0;
    }

    /** The type that holds the values of both; see the table above. */
    public static DType promote(DType a, DType b) {
        if (a.isComplex() || b.isComplex()) {
            return a.isDouble() || b.isDouble() ? COMPLEX128 : COMPLEX64;
        }
        return a.ordinal() >= b.ordinal() ? a : b;
    }

    /** The type of that name, as {@link #toString} prints it. */
    public static DType parse(String name) {
        for (DType d : values()) {
            if (d.label.equals(name)) {
                return d;
            }
        }
        throw new ArgandException.InvalidArgument("dtype", "unknown name '" + name + "'");
    }

    /** NumPy's name: bool, int32, int64, float32, float64, complex64, complex128. */
    @Override
    public String toString() {
        return label;
    }
}
