package org.argand.backend.reference;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend;
import org.argand.backend.Buffer;
import org.argand.backend.Factorisation;
import org.argand.backend.Fold;
import org.argand.backend.HostMemory;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/**
 * Every primitive by its definition: one element at a time, in double precision, rounded once when it is stored.
 *
 * <p>There are no blocks, threads or kernels here, so that there is little to be wrong; {@code argand verify} compares
 * other devices with this one.
 */
public final class ReferenceBackend implements Backend {
    @Override
    public Device device() {
        return Device.reference();
    }

    @Override
    public String describe() {
        return "reference: one element at a time, in double precision, on one core";
    }

    @Override
    public Buffer allocate(DType dtype, long length) {
        return new ReferenceBuffer(dtype, length);
    }

    @Override
    public void write(MemorySegment from, Buffer to, long at) {
        HostMemory.copy(from, ReferenceBuffer.of(to, "write").bytes(at, from.byteSize(), "write"));
    }

    @Override
    public void read(Buffer from, long at, MemorySegment to) {
        HostMemory.copy(ReferenceBuffer.of(from, "read").bytes(at, to.byteSize(), "read"), to);
    }

    @Override
    public void run(Program program, Program.Bindings bindings, List<Operand> results) {
        Interpreter.run(program, bindings, results, "run");
    }

    @Override
    public void reduce(
            Fold fold, Program prologue, Program.Bindings bindings, int[] axes, Operand result) {
        Shape shape = bindings.shape();
        View to = View.of(result, "reduce");
        DType dtype = prologue.dtype(prologue.results().getFirst());
        Accumulator[] cells = new Accumulator[Math.toIntExact(to.size())];
        Arrays.setAll(cells, c -> new Accumulator(fold, dtype));
        Layout cellOf = Layout.contiguous(result.shape()).broadcastTo(shape);
        long inner = 1;
        for (int a = shape.rank() - 1; axes.length > 0 && a > axes[0]; a--) {
            inner *= shape.dim(a);
        }
        long extent = axes.length > 0 ? Math.max(1, shape.dim(axes[0])) : 1;
        Interpreter interpreter = new Interpreter(prologue, bindings, "reduce");
        for (long p = 0; p < shape.size(); p++) {
            int cell = (int) View.position(cellOf, p);
            cells[cell].add(interpreter.result(p), p / inner % extent);
        }
        for (int c = 0; c < cells.length; c++) {
            to.set(c, cells[c].finish());
        }
    }

    @Override
    public void matmul(Matrix a, Matrix b, Operand result) {
        Linear.matmul(a, b, View.of(result, "matmul"));
    }

    @Override
    public void fft(Operand x, int axis, boolean inverse, double scale, Operand result) {
        Linear.fft(View.of(x, "fft"), axis, inverse, scale, View.of(result, "fft"));
    }

    @Override
    public void rfft(Operand x, int axis, double scale, Operand result) {
        Linear.fft(View.of(x, "rfft"), axis, false, scale, View.of(result, "rfft"));
    }

    @Override
    public void irfft(Operand x, int axis, double scale, Operand result) {
        Linear.fft(View.of(x, "irfft"), axis, true, scale, View.of(result, "irfft"));
    }

    @Override
    public boolean factor(
            Factorisation kind, List<Operand> operands, Operand result, Operand status) {
        Factorisations.run(kind, operands, result, status);
        return false;
    }

    @Override
    public void gather(Operand x, Operand indices, int axis, Operand result) {
        Indexing.gather(
                View.of(x, "gather"), View.of(indices, "gather"), axis, View.of(result, "gather"));
    }

    @Override
    public void scatterAdd(Operand updates, Operand indices, int axis, Operand result) {
        Indexing.scatterAdd(
                View.of(updates, "scatterAdd"),
                View.of(indices, "scatterAdd"),
                axis,
                View.of(result, "scatterAdd"));
    }

    @Override
    public void scan(Fold fold, Operand x, int axis, Operand result) {
        Lines.scan(fold, View.of(x, "scan"), axis, View.of(result, "scan"));
    }

    @Override
    public void argsort(Operand x, int axis, boolean descending, Operand result) {
        Lines.argsort(View.of(x, "argsort"), axis, descending, View.of(result, "argsort"));
    }
}
