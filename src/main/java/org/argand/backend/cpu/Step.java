package org.argand.backend.cpu;

import java.util.Arrays;
import org.argand.array.DType;
import org.argand.backend.Distribution;
import org.argand.backend.Program.Key;
import org.argand.backend.Program.Value;

/** One thing that a plan does for each block of its index space. */
sealed interface Step {
    /** Does it for the {@code n} elements from row-major index {@code p}. */
    void run(Frame f, long p, int n);

    /** The register is the array itself, read or written in place. */
    record InPlace(int register, Object array, int offset) implements Step {
        @Override
        public void run(Frame f, long p, int n) {
            f.arrays[register] = array;
            f.at[register] = offset + (int) p;
        }
    }

    /** The register is filled with elements of a strided operand. */
    record Gather(int register, Access from) implements Step {
        @Override
        public void run(Frame f, long p, int n) {
            from.gather(p, n, f.arrays[register], f.at[register]);
        }
    }

    /** The scratch register is filled with the one element of an operand, or with a constant, in the first block. */
    record Once(int register, Step fill) implements Step {
        @Override
        public void run(Frame f, long p, int n) {
            if (!f.filled[register]) {
                fill.run(f, p, Frame.BLOCK);
                f.filled[register] = true;
            }
        }
    }

    /** The register is filled with a constant. */
    record Fill(int register, DType dtype, Value value) implements Step {
        @Override
        public void run(Frame f, long p, int n) {
            fill(dtype, value, f.arrays[register], f.at[register], n);
        }

        private static void fill(DType dtype, Value value, Object to, int at, int n) {
            switch (dtype) {
                case BOOL -> Arrays.fill((byte[]) to, at, at + n, value.re() != 0 ? (byte) 1 : 0);
                case INT32 -> Arrays.fill((int[]) to, at, at + n, (int) value.re());
                case INT64 -> Arrays.fill((long[]) to, at, at + n, (long) value.re());
                case FLOAT32 -> Arrays.fill((float[]) to, at, at + n, (float) value.re());
                case FLOAT64 -> Arrays.fill((double[]) to, at, at + n, value.re());
                case COMPLEX64, COMPLEX128 -> {
                    for (int x = 0; x < n; x++) {
                        ReferenceKernel.store(dtype, to, at + x, value.re(), value.im());
                    }
                }
            }
        }
    }

    /** The register is filled with random numbers, which depend on the key and the index alone. */
    record Draw(int register, DType dtype, Distribution distribution, Key key) implements Step {
        @Override
        public void run(Frame f, long p, int n) {
            Draws.fill(distribution, dtype, key, p, n, f.arrays[register], f.at[register]);
        }
    }

    /** An instruction: a kernel from registers to a register. */
    record Apply(int register, Kernel kernel, int a, int b, int c) implements Step {
        @Override
        public void run(Frame f, long p, int n) {
            Object[] v = f.arrays;
            int[] at = f.at;
            kernel.run(v[a], at[a], v[b], at[b], v[c], at[c], v[register], at[register], n);
        }
    }

    /** The register is written to an operand. */
    record Store(int register, Access to) implements Step {
        @Override
        public void run(Frame f, long p, int n) {
            to.scatter(f.arrays[register], f.at[register], p, n);
        }
    }
}
