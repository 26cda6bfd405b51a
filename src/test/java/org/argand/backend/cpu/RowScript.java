package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend.Matrix;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;
import org.argand.tensor.Arithmetic;

/** A random sequence of ops on matrices of so many rows. */
final class RowScript {
    private static final int STEPS = 80;

    private final CpuBackend cpu;
    private final Random random;
    private final DType dtype;
    private final int rows;
    private final boolean patient;
    private final List<Operand> tall = new ArrayList<>();
    private final List<Operand> results = new ArrayList<>();
    private int putOff;

    RowScript(CpuBackend cpu, long seed, DType dtype, int rows, boolean patient) {
        this.cpu = cpu;
        this.random = new Random(seed);
        this.dtype = dtype;
        this.rows = rows;
        this.patient = patient;
        tall.add(gauss(cpu, random, dtype, rows, 3));
        tall.add(gauss(cpu, random, dtype, rows, 140));
    }

    /** How many ops were put off. */
    int putOff() {
        return putOff;
    }

    /** Frees what is left. */
    void free() {
        tall.forEach(o -> o.buffer().free());
    }

    /** What every op has given, in order. */
    List<Operand> run() {
        for (int step = 0; step < STEPS; step++) {
            Operand result = next(tall.get(tall.size() - 1 - random.nextInt(2)));
            putOff += isPutOff(result) ? 1 : 0;
            if (!patient) {
                CpuBuffer.array(result, "test");
            }
            if (result.shape().rank() == 2 && result.shape().dim(0) == rows) {
                tall.add(result);
            }
            results.add(result);
            if (tall.size() > 9) {
                forgetOne();
            }
        }
        return results;
    }

    /** Frees a matrix, and has its memory used by somebody else. */
    private void forgetOne() {
        Operand gone = tall.remove(random.nextInt(tall.size()));
        results.remove(gone);
        gone.buffer().free();
        Operand other = Tensors.empty(cpu, dtype, gone.shape());
        Storage.of(dtype).clear(CpuBuffer.array(other, "test"), 0, 1000);
        other.buffer().free();
    }

    private Operand next(Operand x) {
        long width = x.shape().dim(1);
        Layout layout = x.layout();
        return switch (random.nextInt(22)) {
            case 0, 1 -> product(cpu, matrix(x), weights(width));
            case 2, 3, 4, 18, 19, 20 -> onProduct(x);
            case 5, 6 -> program(x, like(x));
            case 7 -> {
                Operand half = view(x, layout.sliced(1, width / 2, width - width / 2, 1));
                yield program(half, half);
            }
            case 8, 9 -> deep(x);
            case 10, 11 -> fold(random.nextBoolean() ? Fold.SUM : Fold.MAX, x, 0);
            case 12 -> fold(Fold.SUM, x, 0, 1);
            case 13 -> fold(Fold.SUM, x, 1);
            case 14 -> program(x, view(x, layout.sliced(0, rows - 1, rows, -1)));
            case 15 -> program(x, view(x, layout.sliced(0, 0, 1, 1).broadcastTo(x.shape())));
            case 16 -> {
                Layout first = Layout.contiguous(Shape.of(rows, 1));
                yield program(view(x, first), view(x, first));
            }
            default -> {
                Operand late = view(x, layout.sliced(0, 1, rows - 1, 1));
                yield program(late, late);
            }
        };
    }

    private Matrix matrix(Operand x) {
        return new Matrix(x, random.nextBoolean());
    }

    /** Random ones, or what an op has made of matrices before. */
    private Matrix weights(long depth) {
        Optional<Operand> known =
                results.reversed().stream()
                        .filter(r -> r.shape().rank() == 2 && r.shape().dim(0) == depth)
                        .findFirst();
        if (known.isPresent() && random.nextInt(3) == 0) {
            return plain(known.get());
        }
        int width = List.of(2, 7, 37, 64, 128, 130, 256, 130).get(random.nextInt(8));
        Operand right =
                random.nextBoolean()
                        ? gauss(cpu, random, dtype, depth, width)
                        : transposed(gauss(cpu, random, dtype, width, depth));
        return matrix(right);
    }

    private Operand like(Operand x) {
        return tall.stream().filter(t -> t.shape().equals(x.shape())).findFirst().orElse(x);
    }

    private Operand program(Operand x, Operand y) {
        Operand row = gauss(cpu, random, dtype, x.shape().dim(1));
        Shape shape = parted(x).shape();
        Operand out = Tensors.empty(cpu, dtype, shape);
        Bindings in = bindings(shape, parted(x), parted(y), row);
        cpu.run(sumAndProduct(dtype), in, List.of(out));
        return view(out, Layout.contiguous(x.shape()));
    }

    /** The same rows along two axes, half the time of a script. */
    private Operand parted(Operand x) {
        long some = List.of(2, 3, 1).stream().filter(d -> rows % d == 0).findFirst().get();
        Shape shape = Shape.of(some, rows / some, x.shape().dim(1));
        boolean whole = results.size() % 2 == 0 || x.shape().dim(0) != rows;
        return whole ? x : view(x, x.layout().reshaped(shape).orElseThrow());
    }

    private Operand onProduct(Operand x) {
        Matrix w = weights(x.shape().dim(1));
        Shape shape = Shape.of(rows, w.operand().shape().dim(1));
        if (!cpu.takesRows(dtype, shape, x.shape().dim(1))) {
            return product(cpu, plain(x), w);
        }
        Operand room = Tensors.empty(cpu, dtype, shape);
        Operand column = view(x, x.layout().sliced(1, 0, 1, 1));
        Operand out = Tensors.empty(cpu, dtype, shape);
        Operand row = gauss(cpu, random, dtype, shape.dim(1));
        Bindings in = bindings(shape, room, column, row);
        cpu.runOnProduct(matrix(x), w, 0, sumAndProduct(dtype), in, List.of(out));
        room.buffer().free();
        return out;
    }

    private Operand deep(Operand x) {
        Operand y = tall.get(random.nextInt(tall.size()));
        return product(cpu, matrix(transposed(x)), matrix(y));
    }

    private Operand fold(Fold fold, Operand x, int... axes) {
        Fold any = dtype.isComplex() ? Fold.SUM : fold;
        Operand y = parted(x);
        int more = y.shape().rank() - 2;
        int[] all =
                IntStream.range(0, y.shape().rank())
                        .filter(a -> Arrays.binarySearch(axes, Math.max(0, a - more)) >= 0)
                        .toArray();
        Operand out = Tensors.empty(cpu, dtype, y.shape().reduced(all, true));
        cpu.reduce(any, sumAndProduct(dtype), bindings(y.shape(), y, y, y), all, out);
        return out;
    }

    /** Random numbers about 0. */
    static Operand gauss(CpuBackend cpu, Random random, DType dtype, long... dims) {
        Operand o = Tensors.empty(cpu, dtype, Shape.of(dims));
        Object array = CpuBuffer.array(o, "test");
        for (int i = 0; i < o.buffer().length(); i++) {
            Elements.store(dtype, array, i, random.nextGaussian(), random.nextGaussian());
        }
        return o;
    }

    static Operand view(Operand o, Layout layout) {
        return new Operand(o.buffer(), layout);
    }

    static Operand transposed(Operand o) {
        return view(o, o.layout().permuted(new int[] {1, 0}));
    }

    static Matrix plain(Operand o) {
        return new Matrix(o, false);
    }

    static Operand product(CpuBackend cpu, Matrix a, Matrix b) {
        Shape shape = Shape.of(a.operand().shape().dim(0), b.operand().shape().dim(1));
        Operand c = Tensors.empty(cpu, a.operand().dtype(), shape);
        cpu.matmul(a, b, c);
        return c;
    }

    /** (x + y) z of that type. */
    static Program sumAndProduct(DType d) {
        return new Program(
                List.of(new Input(d), new Input(d), new Input(d)),
                List.of(
                        new Instruction(Arithmetic.ADD, d, List.of(0, 1)),
                        new Instruction(Arithmetic.MUL, d, List.of(3, 2))),
                List.of(4));
    }

    static Bindings bindings(Shape shape, Operand... inputs) {
        List<Operand> all =
                Stream.of(inputs).map(o -> view(o, o.layout().broadcastTo(shape))).toList();
        return new Bindings(shape, all, List.of(), List.of());
    }

    static boolean isPutOff(Operand o) {
        return CpuBuffer.of(o.buffer(), "test").writer() != null;
    }
}
