package org.argand.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backends;
import org.argand.backend.Factorisation;
import org.argand.backend.Operand;

/** Runs a device's factorisations on batches of matrices, and says in words which matrix failed and why. */
final class Dense {
    private Dense() {}

    /** The axes before the last two. */
    static Shape batch(Tensor x) {
        return x.shape().without(-1).without(-1);
    }

    /** A batch of matrices of that size. */
    static Shape matrices(Shape batch, long rows, long columns) {
        return batch.inserted(-1, rows).inserted(-1, columns);
    }

    /** Refuses what is no matrix of an inexact type. */
    static Tensor matrix(String op, Tensor x) {
        if (x.rank() < 2) {
            throw new ArgandException.ShapeMismatch(op, "needs a matrix, got " + x.shape());
        }
        if (!x.dtype().isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    op, "needs a floating or complex type, got " + x.dtype());
        }
        return x;
    }

    /** Refuses what is no square matrix of an inexact type. */
    static Tensor square(String op, Tensor x) {
        matrix(op, x);
        if (x.dim(-1) != x.dim(-2)) {
            throw new ArgandException.ShapeMismatch(op, "needs a square matrix, got " + x.shape());
        }
        return x;
    }

    /** Refuses NaN and infinities; waits for the device. */
    static Tensor finite(String op, Tensor x) {
        boolean[] fine = x.isFinite().all(-2, -1).toBooleans();
        for (int k = 0; k < fine.length; k++) {
            if (!fine[k]) {
                throw notFinite(op, batch(x), k);
            }
        }
        return x;
    }

    private static ArgandException notFinite(String op, Shape batch, long k) {
        return new ArgandException.NonFinite(
                op, which(batch, k) + " has an element that is NaN or infinite");
    }

    /** The value of {@code f} at {@code x} computed in double precision, with no recorder listening. */
    static Tensor inDouble(Tensor x, UnaryOperator<Tensor> f) {
        DType wide = x.dtype().isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
        return Engine.constant(() -> f.apply(x.cast(wide)).cast(x.dtype()).realise());
    }

    /** Factors each matrix of the batch to which the operands broadcast; results are {@code [rows, columns]}. */
    static Tensor factor(
            String op,
            Factorisation kind,
            OnFailure onFailure,
            long rows,
            long columns,
            Tensor... operands) {
        Tensor first = operands[0];
        Shape batch = batch(first);
        for (Tensor t : operands) {
            batch = Shape.broadcast(op, batch, batch(t));
        }
        Shape all = batch;
        List<Operand> in = Arrays.stream(operands).map(t -> stretched(t, all)).toList();
        Tensor[] status = new Tensor[1];
        boolean[] fine = new boolean[1];
        Tensor result =
                Engine.make(
                        first.dtype(),
                        matrices(batch, rows, columns),
                        first.device(),
                        o ->
                                status[0] =
                                        Engine.make(
                                                DType.FLOAT64,
                                                all.inserted(-1, 2),
                                                first.device(),
                                                s ->
                                                        fine[0] =
                                                                Backends.of(first.device())
                                                                        .factor(kind, in, o, s)));
        if (!result.shape().isEmpty()) {
            try {
                if (onFailure == OnFailure.ERROR && !fine[0]) {
                    check(op, kind, status[0].toDoubles(), batch);
                }
            } catch (ArgandException e) {
                result.free();
                throw e;
            } finally {
                status[0].free();
            }
        }
        return result;
    }

    private static Operand stretched(Tensor t, Shape batch) {
        Operand o = t.operand();
        Layout full = o.layout().broadcastTo(matrices(batch, t.dim(-2), t.dim(-1)));
        return new Operand(o.buffer(), full);
    }

    private static void check(String op, Factorisation kind, double[] status, Shape batch) {
        for (int k = 0; k < status.length; k += 2) {
            if (status[k] == -1) {
                throw notFinite(op, batch, k / 2);
            }
            if (status[k] != 0) {
                throw new ArgandException.InvalidArgument(
                        op, which(batch, k / 2) + reason(kind, (int) status[k], status[k + 1]));
            }
        }
    }

    private static String reason(Factorisation kind, int code, double pivot) {
        if (code < 0) {
            return " took too many steps and did not converge";
        }
        String what = kind == Factorisation.CHOLESKY ? "not positive definite" : "singular";
        return String.format(Locale.ROOT, " is %s (pivot %d is %.4g)", what, code, pivot);
    }

    /** Matrix number {@code k}, in words. */
    static String which(Shape batch, long k) {
        if (batch.rank() == 0) {
            return "the matrix";
        }
        long[] at = new long[batch.rank()];
        long rest = k;
        for (int a = at.length - 1; a >= 0; a--) {
            at[a] = rest % batch.dim(a);
            rest /= batch.dim(a);
        }
        return "matrix " + Arrays.toString(at) + " of the batch";
    }
}
