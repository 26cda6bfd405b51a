package org.argand.backend.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.argand.array.DType;
import org.argand.backend.Operand;
import org.argand.backend.Philox;
import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;
import org.argand.backend.Program.Key;
import org.argand.backend.Program.Value;

/** Evaluates a program at one index after the other; registers of inexact types are never rounded. */
final class Interpreter {
    private final Program program;
    private final Scalar[] registers;
    private final List<Load> loads = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    /** Fills a source's register for row-major index {@code p}. */
    private interface Load {
        void at(long p);
    }

    Interpreter(Program program, Bindings bindings, String op) {
        this.program = program;
        this.registers = new Scalar[program.sources().size() + program.code().size()];
        Arrays.setAll(registers, r -> new Scalar());
        int input = 0;
        int constant = 0;
        int key = 0;
        for (int r = 0; r < program.sources().size(); r++) {
            Scalar to = registers[r];
            switch (program.sources().get(r)) {
                case Program.Input _ -> {
                    View view = View.of(bindings.inputs().get(input++), op);
                    loads.add(p -> view.get(p, to));
                }
                case Program.Constant c -> set(to, c.dtype(), bindings.constants().get(constant++));
                case Program.Random d -> {
                    Key k = bindings.keys().get(key++);
                    loads.add(p -> draw(d, k, p, to));
                }
            }
        }
        for (int k = 0; k < program.code().size(); k++) {
            Scalar to = registers[program.sources().size() + k];
            steps.add(new Step(program, program.code().get(k), registers, to));
        }
    }

    /** Runs the program at every index and stores its results. */
    static void run(Program program, Bindings bindings, List<Operand> results, String op) {
        Interpreter interpreter = new Interpreter(program, bindings, op);
        List<View> to = results.stream().map(r -> View.of(r, op)).toList();
        for (long p = 0; p < bindings.shape().size(); p++) {
            interpreter.evaluate(p);
            for (int k = 0; k < to.size(); k++) {
                to.get(k).set(p, interpreter.registers[program.results().get(k)]);
            }
        }
    }

    /** The program's only result at row-major index {@code p}. */
    Scalar result(long p) {
        evaluate(p);
        return registers[program.results().getFirst()];
    }

    private void evaluate(long p) {
        for (Load load : loads) {
            load.at(p);
        }
        for (Step step : steps) {
            step.run();
        }
    }

    /** A constant has a value of its type. */
    private static void set(Scalar to, DType dtype, Value value) {
        switch (dtype) {
            case BOOL -> to.set(value.re() != 0 ? 1 : 0);
            case INT32 -> to.set((int) value.re());
            case INT64 -> to.set((long) value.re());
            case FLOAT32 -> to.set((float) value.re(), 0);
            case FLOAT64 -> to.set(value.re(), 0);
            case COMPLEX64 -> to.set((float) value.re(), (float) value.im());
            case COMPLEX128 -> to.set(value.re(), value.im());
        }
    }

    private static void draw(Program.Random source, Key key, long p, Scalar to) {
        boolean wide = source.dtype().isDouble() || source.dtype() == DType.INT64;
        double[] d = new double[2];
        float[] f = new float[2];
        switch (source.distribution()) {
            case UNIFORM -> {
                if (wide) {
                    Philox.uniform(key.seed(), key.stream(), p, d, 0, 1);
                } else {
                    Philox.uniform(key.seed(), key.stream(), p, f, 0, 1);
                }
            }
            case NORMAL -> normal(source.dtype(), key, p, d, f);
            case INTEGER -> {
                to.set(integer(wide, key, p));
                return;
            }
        }
        to.set(wide ? d[0] : f[0], wide ? d[1] : f[1]);
    }

    private static void normal(DType dtype, Key key, long p, double[] d, float[] f) {
        switch (dtype) {
            case FLOAT32 -> Philox.normal(key.seed(), key.stream(), p, f, 0, 1);
            case FLOAT64 -> Philox.normal(key.seed(), key.stream(), p, d, 0, 1);
            case COMPLEX64 -> Philox.complexNormal(key.seed(), key.stream(), p, f, 0, 1);
            case COMPLEX128 -> Philox.complexNormal(key.seed(), key.stream(), p, d, 0, 1);
            case BOOL, INT32, INT64 -> throw new AssertionError("normal numbers of " + dtype);
        }
    }

    private static long integer(boolean wide, Key key, long p) {
        long[] l = new long[1];
        int[] i = new int[1];
        if (wide) {
            Philox.integer(key.seed(), key.stream(), p, key.bound(), l, 0, 1);
            return l[0];
        }
        Philox.integer(key.seed(), key.stream(), p, key.bound(), i, 0, 1);
        return i[0];
    }
}
