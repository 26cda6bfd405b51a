package org.argand.backend.cpu;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.argand.backend.Fold;
import org.argand.backend.Operand;

/**
 * Running folds along an axis: each line from its first element to its last, floating numbers in double, rounded when they
 * are stored.
 */
final class Scans {
    private final AxisLines lines;
    private final Object from;
    private final Object to;
    private final int step;
    private final int resultStep;

    private Scans(Operand x, int axis, Operand result) {
        this.lines = AxisLines.of(x, axis, result);
        this.from = CpuBuffer.array(x, "scan");
        this.to = CpuBuffer.array(result, "scan");
        this.step = lines.step() * x.dtype().components();
        this.resultStep = lines.resultStep() * x.dtype().components();
    }

    /** Element k of each line becomes the fold of its elements 0 … k. */
    static void run(Fold fold, Operand x, int axis, Operand result) {
        Scans s = new Scans(x, axis, result);
        AxisLines.Work work =
                switch (x.dtype()) {
                    case BOOL -> throw new IllegalStateException("scan: of bool");
                    case INT32 -> (i, o) -> s.ints(fold, i, o);
                    case INT64 -> (i, o) -> s.longs(fold, i, o);
                    case FLOAT32 -> (i, o) -> s.floats(fold, i, o);
                    case FLOAT64 -> (i, o) -> s.doubles(fold, i, o);
                    case COMPLEX64 -> (i, o) -> s.floatPairs(fold, 2 * i, 2 * o);
                    case COMPLEX128 -> (i, o) -> s.doublePairs(fold, 2 * i, 2 * o);
                };
        s.lines.each(() -> work);
    }

    private static DoubleBinaryOperator inDouble(Fold fold) {
        return switch (fold) {
            case PROD -> (a, b) -> a * b;
            case MAX -> Math::max;
            case MIN -> Math::min;
            default -> throw new IllegalStateException("scan: by " + fold);
        };
    }

    private static LongBinaryOperator inLong(Fold fold) {
        return switch (fold) {
            case SUM -> Long::sum;
            case PROD -> (a, b) -> a * b;
            case MAX -> Math::max;
            case MIN -> Math::min;
            default -> throw new IllegalStateException("scan: by " + fold);
        };
    }

    private void ints(Fold fold, int i, int o) {
        int[] x = (int[]) from;
        int[] y = (int[]) to;
        LongBinaryOperator f = inLong(fold);
        int running = x[i];
        y[o] = running;
        for (int k = 1; k < lines.length(); k++) {
            running = (int) f.applyAsLong(running, x[i + k * step]);
            y[o + k * resultStep] = running;
        }
    }

    private void longs(Fold fold, int i, int o) {
        long[] x = (long[]) from;
        long[] y = (long[]) to;
        LongBinaryOperator f = inLong(fold);
        long running = x[i];
        y[o] = running;
        for (int k = 1; k < lines.length(); k++) {
            running = f.applyAsLong(running, x[i + k * step]);
            y[o + k * resultStep] = running;
        }
    }

    private void floats(Fold fold, int i, int o) {
        float[] x = (float[]) from;
        float[] y = (float[]) to;
        if (fold == Fold.SUM) {
            double sum = 0;
            for (int k = 0; k < lines.length(); k++) {
                sum += x[i + k * step];
                y[o + k * resultStep] = (float) sum;
            }
            return;
        }
        DoubleBinaryOperator f = inDouble(fold);
        double running = x[i];
        y[o] = x[i];
        for (int k = 1; k < lines.length(); k++) {
            running = f.applyAsDouble(running, x[i + k * step]);
            y[o + k * resultStep] = (float) running;
        }
    }

    private void doubles(Fold fold, int i, int o) {
        double[] x = (double[]) from;
        double[] y = (double[]) to;
        if (fold == Fold.SUM) {
            double sum = 0;
            for (int k = 0; k < lines.length(); k++) {
                sum += x[i + k * step];
                y[o + k * resultStep] = sum;
            }
            return;
        }
        DoubleBinaryOperator f = inDouble(fold);
        double running = x[i];
        y[o] = running;
        for (int k = 1; k < lines.length(); k++) {
            running = f.applyAsDouble(running, x[i + k * step]);
            y[o + k * resultStep] = running;
        }
    }

    /** Interleaved complex numbers. */
    private void floatPairs(Fold fold, int i, int o) {
        float[] x = (float[]) from;
        float[] y = (float[]) to;
        double re = fold == Fold.SUM ? 0 : 1;
        double im = 0;
        for (int k = 0; k < lines.length(); k++) {
            double a = x[i + k * step];
            double b = x[i + k * step + 1];
            if (fold == Fold.SUM) {
                re += a;
                im += b;
            } else {
                double next = re * a - im * b;
                im = re * b + im * a;
                re = next;
            }
            y[o + k * resultStep] = (float) re;
            y[o + k * resultStep + 1] = (float) im;
        }
    }

    /** As {@link #floatPairs}. */
    private void doublePairs(Fold fold, int i, int o) {
        double[] x = (double[]) from;
        double[] y = (double[]) to;
        double re = fold == Fold.SUM ? 0 : 1;
        double im = 0;
        for (int k = 0; k < lines.length(); k++) {
            double a = x[i + k * step];
            double b = x[i + k * step + 1];
            if (fold == Fold.SUM) {
                re += a;
                im += b;
            } else {
                double next = re * a - im * b;
                im = re * b + im * a;
                re = next;
            }
            y[o + k * resultStep] = re;
            y[o + k * resultStep + 1] = im;
        }
    }
}
