package org.argand.backend.cpu;

import java.util.function.IntUnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.BatchKernel.Batch;

/**
 * Complex64 products of 4 by 4 matrices where one is two vectors: all of it happens in registers, two rows to a vector.
 *
 * <p>An element of A meets a row of B by shuffles of whole vectors, which cost less than reading single numbers would.
 */
final class FloatFours {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Numbers of a row. */
    private static final int ROW = 8;

    private static final int SIZE = 4 * ROW;

    private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(S, i -> i ^ 1);
    private static final VectorShuffle<Float> UPPER = VectorShuffle.fromOp(S, i -> i % ROW % L);
    private static final VectorShuffle<Float> LOWER =
            VectorShuffle.fromOp(S, i -> (ROW + i % ROW) % L);
    private static final VectorShuffle<Float> RE0 = number(0);
    private static final VectorShuffle<Float> IM0 = number(1);
    private static final VectorShuffle<Float> RE1 = number(2);
    private static final VectorShuffle<Float> IM1 = number(3);
    private static final VectorShuffle<Float> RE2 = number(4);
    private static final VectorShuffle<Float> IM2 = number(5);
    private static final VectorShuffle<Float> RE3 = number(6);
    private static final VectorShuffle<Float> IM3 = number(7);

    private FloatFours() {}

    /** The i-th number of a row in all places of that row. */
    private static VectorShuffle<Float> number(int i) {
        return VectorShuffle.fromOp(S, lane -> (lane / ROW * ROW + i) % L);
    }

    private static FloatVector vector(IntUnaryOperator value) {
        float[] lanes = new float[L];
        for (int i = 0; i < L; i++) {
            lanes[i] = value.applyAsInt(i);
        }
        return FloatVector.fromArray(S, lanes, 0);
    }

    /** Where the numbers of the rows {@code row} and {@code row + 1} are in a transposed matrix. */
    private static IntVector transposed(int row) {
        int[] lanes = new int[L];
        for (int i = 0; i < L; i++) {
            lanes[i] = (i % ROW / 2 * ROW + (row + i / ROW) * 2 + i % 2) % SIZE;
        }
        return IntVector.fromArray(S.withLanes(int.class), lanes, 0);
    }

    private static FloatVector pick(IntVector which, FloatVector x, FloatVector y) {
        return which.selectFrom(x.reinterpretAsInts(), y.reinterpretAsInts()).reinterpretAsFloats();
    }

    /** Whether these are products of that kind. */
    static boolean suits(Batch<float[]> x) {
        return L == SIZE / 2
                && x.complex()
                && x.m() == 4
                && x.n() == 4
                && x.k() == 4
                && (isPlain(x.a()) || isPlain(x.a().transposed()))
                && (isPlain(x.b()) || isPlain(x.b().transposed()))
                && isPlain(x.c());
    }

    private static boolean isPlain(Strided<float[]> a) {
        return a.colStride() == 2 && a.rowStride() == ROW;
    }

    /** Long because a vector must be a local variable to live in a register. */
    static void multiply(Batch<float[]> x, int first, int count) {
        FloatVector signs = vector(i -> (i % 2 == 0) == x.a().conj() ? 1 : -1);
        FloatVector conj = vector(i -> i % 2 == 0 ? 1 : -1);
        IntVector rows01 = transposed(0);
        IntVector rows23 = transposed(2);
        boolean turnA = !isPlain(x.a());
        boolean turnB = !isPlain(x.b());
        boolean conjB = x.b().conj();
        float[] a = x.a().data();
        float[] b = x.b().data();
        float[] c = x.c().data();
        int ao = x.a().offset() + first * x.aStep();
        int bo = x.b().offset() + first * x.bStep();
        int co = x.c().offset() + first * x.cStep();
        FloatVector zero = FloatVector.zero(S);
        for (int t = 0; t < count; t++) {
            FloatVector a0 = FloatVector.fromArray(S, a, ao);
            FloatVector a1 = FloatVector.fromArray(S, a, ao + L);
            FloatVector b0 = FloatVector.fromArray(S, b, bo);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + L);
            if (turnA) {
                FloatVector upper = pick(rows01, a0, a1);
                a1 = pick(rows23, a0, a1);
                a0 = upper;
            }
            if (turnB) {
                FloatVector upper = pick(rows01, b0, b1);
                b1 = pick(rows23, b0, b1);
                b0 = upper;
            }
            if (conjB) {
                b0 = b0.mul(conj);
                b1 = b1.mul(conj);
            }
            FloatVector r0 = b0.rearrange(UPPER);
            FloatVector p0 = a0.rearrange(RE0).fma(r0, zero);
            FloatVector q0 = a0.rearrange(IM0).fma(r0, zero);
            FloatVector p1 = a1.rearrange(RE0).fma(r0, zero);
            FloatVector q1 = a1.rearrange(IM0).fma(r0, zero);
            FloatVector r1 = b0.rearrange(LOWER);
            p0 = a0.rearrange(RE1).fma(r1, p0);
            q0 = a0.rearrange(IM1).fma(r1, q0);
            p1 = a1.rearrange(RE1).fma(r1, p1);
            q1 = a1.rearrange(IM1).fma(r1, q1);
            FloatVector r2 = b1.rearrange(UPPER);
            p0 = a0.rearrange(RE2).fma(r2, p0);
            q0 = a0.rearrange(IM2).fma(r2, q0);
            p1 = a1.rearrange(RE2).fma(r2, p1);
            q1 = a1.rearrange(IM2).fma(r2, q1);
            FloatVector r3 = b1.rearrange(LOWER);
            p0 = a0.rearrange(RE3).fma(r3, p0);
            q0 = a0.rearrange(IM3).fma(r3, q0);
            p1 = a1.rearrange(RE3).fma(r3, p1);
            q1 = a1.rearrange(IM3).fma(r3, q1);
            q0.rearrange(SWAP).fma(signs, p0).intoArray(c, co);
            q1.rearrange(SWAP).fma(signs, p1).intoArray(c, co + L);
            ao += x.aStep();
            bo += x.bStep();
            co += x.cStep();
        }
    }
}
