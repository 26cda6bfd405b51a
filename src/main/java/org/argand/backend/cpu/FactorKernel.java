package org.argand.backend.cpu;

import java.util.List;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.backend.Factorisation;
import org.argand.backend.Operand;
import org.argand.backend.dense.DenseBatch;

/**
 * Factors some neighbouring matrices of a batch.
 *
 * <p>Every kernel computes each matrix by the operations of {@link DenseBatch}, one by one, so that which kernel is used
 * cannot be seen in the result.
 */
interface FactorKernel {

    /** Factors {@code count} matrices from number {@code first} on and returns whether all went well. */
    boolean run(Job job, int first, int count);

    /** An array of numbers and how matrices lie in it, {@code [batch…, rows, columns]}. */
    record Side(Object array, DType dtype, Layout layout) {
        static Side of(Operand o) {
            return new Side(CpuBuffer.array(o, "factor"), o.dtype(), o.layout());
        }

        int rows() {
            return (int) layout.shape().dim(-2);
        }

        int columns() {
            return (int) layout.shape().dim(-1);
        }

        /** The same, as what is common to all devices sees it. */
        DenseBatch.View view() {
            DenseBatch.Memory memory =
                    dtype.isDouble()
                            ? new Doubles((double[]) array, dtype.components())
                            : new Floats((float[]) array, dtype.components());
            return new DenseBatch.View(memory, layout, dtype.isComplex());
        }
    }

    /** What is to be done to a whole batch. */
    record Job(
            Factorisation kind, List<Side> operands, Side result, Side status, DenseBatch batch) {
        Job(Factorisation kind, List<Side> operands, Side result, Side status) {
            this(
                    kind,
                    operands,
                    result,
                    status,
                    new DenseBatch(
                            kind,
                            operands.stream().map(Side::view).toList(),
                            result.view(),
                            status.view(),
                            Factorisations.LOOPS.get()));
        }
    }

    /** Elements of a float64 or complex128 array. */
    record Doubles(double[] data, int parts) implements DenseBatch.Memory {
        @Override
        public double re(long at) {
            return data[(int) at * parts];
        }

        @Override
        public double im(long at) {
            return data[(int) at * parts + 1];
        }

        @Override
        public void set(long at, double re, double im) {
            data[(int) at * parts] = re;
            if (parts == 2) {
                data[(int) at * 2 + 1] = im;
            }
        }
    }

    /** Elements of a float32 or complex64 array. */
    record Floats(float[] data, int parts) implements DenseBatch.Memory {
        @Override
        public double re(long at) {
            return data[(int) at * parts];
        }

        @Override
        public double im(long at) {
            return data[(int) at * parts + 1];
        }

        @Override
        public void set(long at, double re, double im) {
            data[(int) at * parts] = (float) re;
            if (parts == 2) {
                data[(int) at * 2 + 1] = (float) im;
            }
        }
    }
}
