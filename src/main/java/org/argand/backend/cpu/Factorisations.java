package org.argand.backend.cpu;

import java.util.List;
import org.argand.backend.Factorisation;
import org.argand.backend.Operand;
import org.argand.backend.dense.DenseBatch;

/** Factorisations of a batch of matrices, shared between the workers. */
final class Factorisations {
    /** Numbers of a task: enough to be worth a thread. */
    private static final int TASK = 1 << 13;

    private Factorisations() {}

    private record Doubles(double[] data, int parts) implements DenseBatch.Memory {
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

    private record Floats(float[] data, int parts) implements DenseBatch.Memory {
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

    static void run(Factorisation kind, List<Operand> operands, Operand result, Operand status) {
        DenseBatch batch =
                new DenseBatch(
                        kind,
                        operands.stream().map(Factorisations::view).toList(),
                        view(result),
                        view(status));
        int size = batch.size();
        int chunk = (int) Math.max(1, TASK / Math.max(1, batch.work()));
        Workers.run(
                Math.ceilDiv(size, chunk),
                t -> {
                    for (int i = t * chunk; i < Math.min(size, (t + 1) * chunk); i++) {
                        batch.run(i);
                    }
                });
    }

    private static DenseBatch.View view(Operand o) {
        Object array = CpuBuffer.array(o, "factor");
        int parts = o.dtype().components();
        DenseBatch.Memory memory =
                o.dtype().isDouble()
                        ? new Doubles((double[]) array, parts)
                        : new Floats((float[]) array, parts);
        return new DenseBatch.View(memory, o.layout(), o.dtype().isComplex());
    }
}
