package org.argand.backend;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Layout;
import org.argand.array.Shape;

/**
 * What a device provides: memory, pointwise programs, reductions, and the linear primitives that are no program.
 *
 * <p>The interface does not grow with the operators: a pointwise op arrives as an instruction of a {@link Program}.
 * The caller has validated shapes, types, devices and axes; a backend checks only that buffers are not freed. Outputs
 * never overlap inputs. Calls of one thread happen in order, as far as anybody can see: work may be put off until its results are
 * read. Results do not depend on the number of threads.
 */
public interface Backend {
    /** The device this backend drives. */
    Device device();

    /** One line for people: processor or GPU, library versions, which fast paths are on and why others are not. */
    String describe();

    /** Uninitialised memory for {@code length} elements, from the pool where it can. */
    Buffer allocate(DType dtype, long length);

    /** Copies host elements (interleaved, native order, one byte per bool) to {@code to} from element {@code at}. */
    void write(MemorySegment from, Buffer to, long at);

    /** Copies elements of {@code from}, from element {@code at}, until the host segment is full; waits for them. */
    void read(Buffer from, long at, MemorySegment to);

    /** Runs the program at every index and stores each result in the operand of the same position. */
    void run(Program program, Program.Bindings bindings, List<Operand> results);

    /**
     * Folds the program's single result along {@code axes}.
     *
     * @param prologue the program that makes the elements; one without code reads its input
     * @param axes counted from 0, sorted; exactly one for ARGMAX and ARGMIN
     * @param result laid out with extent 1 along each reduced axis
     */
    void reduce(Fold fold, Program prologue, Program.Bindings bindings, int[] axes, Operand result);

    /** A matrix operand: the last two axes are its rows and columns, read conjugated if {@code conjugated}. */
    record Matrix(Operand operand, boolean conjugated) {}

    /**
     * Batched matrix product, {@code [..., m, k] · [..., k, n] → [..., m, n]}; one inexact type for all three; batch
     * axes are already broadcast by zero strides, and a transposed operand is one with exchanged strides.
     */
    void matmul(Matrix a, Matrix b, Operand result);

    /**
     * Whether {@link #runOnProduct} is better than to store a product of that shape and depth first, as it is where it need not
     * be stored at all.
     */
    default boolean takesRows(DType dtype, Shape product, long depth) {
        return false;
    }

    /**
     * As {@link #run}, where one input is the product of two matrices, row by row, which nobody else needs.
     *
     * @param input the position of that input, which is bound to memory for it; what that holds afterwards does not count
     */
    default void runOnProduct(
            Matrix a,
            Matrix b,
            int input,
            Program program,
            Program.Bindings bindings,
            List<Operand> results) {
        Shape product = Shape.of(a.operand().shape().dim(0), b.operand().shape().dim(1));
        Buffer memory = bindings.inputs().get(input).buffer();
        matmul(a, b, new Operand(memory, Layout.contiguous(product)));
        run(program, bindings, results);
    }

    /**
     * Discrete Fourier transform along one axis, of complex numbers: {@code X_k = scale · Σ_j x_j e^{∓2πi jk/n}}, minus
     * for the forward direction.
     */
    void fft(Operand x, int axis, boolean inverse, double scale, Operand result);

    /**
     * The half spectrum of real numbers along one axis: the first ⌊n/2⌋ + 1 elements of what {@link #fft} forward gives for
     * the n of {@code x}; the others are their conjugates.
     */
    void rfft(Operand x, int axis, double scale, Operand result);

    /**
     * The n real numbers of {@code result} along one axis from the ⌊n/2⌋ + 1 elements of a half spectrum: what {@link #fft}
     * inverse gives when the conjugates are put in. The imaginary parts of X_0 and, for even n, X_{n/2} do not count.
     */
    void irfft(Operand x, int axis, double scale, Operand result);

    /**
     * Solves with, or decomposes, each matrix of a batch, as {@code kind} says; batch axes are already broadcast by zero
     * strides.
     *
     * @param status float64 {@code [batch…, 2]}: (0, 0) for a matrix that went well. The result of any other is NaN, and
     *     its status (k, pivot) if pivot k, counted from 1, was not usable, (−1, 0) if an element of an operand is not
     *     finite, (−2, 0) if an iteration did not converge
     * @return whether it is known already that all went well; otherwise the status says
     */
    boolean factor(Factorisation kind, List<Operand> operands, Operand result, Operand status);

    /**
     * {@code result[i…, j…, k…] = x[i…, indices[j…], k…]} where {@code indices} (int32 or int64) stand at {@code axis}. An
     * index outside the axis is an {@link org.argand.array.ArgandException.InvalidArgument}.
     */
    void gather(Operand x, Operand indices, int axis, Operand result);

    /**
     * The adjoint of {@link #gather}: {@code result} becomes zero, then {@code result[i…, indices[j…], k…] +=
     * updates[i…, j…, k…]} in a fixed order, so that repeated indices add up the same way each time.
     */
    void scatterAdd(Operand updates, Operand indices, int axis, Operand result);

    /**
     * Running folds along one axis: element k of a line becomes the fold of its elements 0 … k, one after the other.
     *
     * @param fold SUM or PROD of numbers, MAX or MIN of real ones
     */
    void scan(Fold fold, Operand x, int axis, Operand result);

    /**
     * For each line along {@code axis} the positions (int64) of its elements in order, smallest first or, if {@code
     * descending}, largest first. Equal elements, 0 and −0 among them, keep their order; NaN comes last either way.
     *
     * @param x real or integer
     */
    void argsort(Operand x, int axis, boolean descending, Operand result);
}
