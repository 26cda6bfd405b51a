package org.argand.backend.cpu;

import java.util.List;
import org.argand.array.DType;
import org.argand.backend.ScalarFunction;

/** The loop over a function's scalar reference, for functions without a kernel of their own; any operand types. */
final class ReferenceKernel implements Kernel {
    private final ScalarFunction function;
    private final DType[] operands;
    private final DType result;
    private final boolean complex;

    ReferenceKernel(ScalarFunction function, List<DType> operands, DType result) {
        this.function = function;
        this.operands = operands.toArray(DType[]::new);
        this.result = result;
        this.complex = result.isComplex() || operands.stream().anyMatch(DType::isComplex);
    }

    @Override
    public void run(Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        if (complex) {
            runComplex(a, i, b, j, c, k, r, o, n);
        } else {
            runReal(a, i, b, j, c, k, r, o, n);
        }
    }

    private void runReal(
            Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        int arity = operands.length;
        for (int x = 0; x < n; x++) {
            double u = real(operands[0], a, i + x);
            double v = arity > 1 ? real(operands[1], b, j + x) : 0;
            double w = arity > 2 ? real(operands[2], c, k + x) : 0;
            store(result, r, o + x, function.real(u, v, w), 0);
        }
    }

    private void runComplex(
            Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        int arity = operands.length;
        double[] in = new double[2 * arity];
        double[] out = new double[2];
        for (int x = 0; x < n; x++) {
            load(operands[0], a, i + x, in, 0);
            if (arity > 1) {
                load(operands[1], b, j + x, in, 2);
            }
            if (arity > 2) {
                load(operands[2], c, k + x, in, 4);
            }
            function.complex(in, out);
            store(result, r, o + x, out[0], out[1]);
        }
    }

    /** One element as doubles. */
    static void load(DType dtype, Object array, int at, double[] to, int slot) {
        to[slot] = real(dtype, array, at);
        to[slot + 1] =
                switch (dtype) {
                    case COMPLEX64 -> ((float[]) array)[2 * at + 1];
                    case COMPLEX128 -> ((double[]) array)[2 * at + 1];
                    default -> 0;
                };
    }

    /** The real part of one element. */
    static double real(DType dtype, Object array, int at) {
        return switch (dtype) {
            case BOOL -> ((byte[]) array)[at];
            case INT32 -> ((int[]) array)[at];
            case INT64 -> ((long[]) array)[at];
            case FLOAT32 -> ((float[]) array)[at];
            case FLOAT64 -> ((double[]) array)[at];
            case COMPLEX64 -> ((float[]) array)[2 * at];
            case COMPLEX128 -> ((double[]) array)[2 * at];
        };
    }

    /** Stores one element, rounded to its type. */
    static void store(DType dtype, Object array, int at, double re, double im) {
        switch (dtype) {
            case BOOL -> ((byte[]) array)[at] = re != 0 ? (byte) 1 : 0;
            case INT32 -> ((int[]) array)[at] = (int) re;
            case INT64 -> ((long[]) array)[at] = (long) re;
            case FLOAT32 -> ((float[]) array)[at] = (float) re;
            case FLOAT64 -> ((double[]) array)[at] = re;
            case COMPLEX64 -> {
                ((float[]) array)[2 * at] = (float) re;
                ((float[]) array)[2 * at + 1] = (float) im;
            }
            case COMPLEX128 -> {
                ((double[]) array)[2 * at] = re;
                ((double[]) array)[2 * at + 1] = im;
            }
        }
    }
}
