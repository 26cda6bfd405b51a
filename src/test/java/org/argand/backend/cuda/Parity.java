package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend;
import org.argand.backend.Backends;
import org.argand.backend.Buffer;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** The same operands on a GPU and on the scalar reference, and the comparison of what both make of them. */
final class Parity {
    private final Backend reference = Backends.of(Device.reference());
    private final CudaBackend gpu = SoftwareDevice.backend();

    /** An operand on both. */
    record Twin(Operand reference, Operand gpu) {}

    /** How far results may be apart, in units of the last place of their larger part. */
    private final double ulps;

    /** The size of numbers that smaller ones are compared as, for sums that cancel. */
    private final double floor;

    /** Whether that is of the largest number of a result instead. */
    private boolean ofLargest;

    Parity(double ulps) {
        this(ulps, 0);
    }

    Parity(double ulps, double floor) {
        this.ulps = ulps;
        this.floor = floor;
    }

    /** A comparison in units of the last place of the largest number of each result. */
    static Parity ofLargest(double ulps) {
        Parity parity = new Parity(ulps);
        parity.ofLargest = true;
        return parity;
    }

    /** A contiguous operand. */
    Twin dense(DType dtype, Shape shape, DoubleSupplier numbers) {
        return twin(dtype, shape.size(), Layout.contiguous(shape), numbers);
    }

    /** An operand of that layout, in a buffer that just holds it. */
    Twin of(DType dtype, Layout layout, DoubleSupplier numbers) {
        return twin(dtype, Math.max(layout.end(), 1), layout, numbers);
    }

    /** A view of any kind: dense, at an odd place, transposed, with gaps, backwards, or, to read, broadcast. */
    Twin view(DType dtype, Shape shape, Random random, boolean reads, DoubleSupplier numbers) {
        int rank = shape.rank();
        int[] backwards = IntStream.range(0, rank).map(a -> rank - 1 - a).toArray();
        long[] dims = shape.dims();
        Layout layout =
                switch (random.nextInt(reads ? 6 : 5)) {
                    case 0 -> Layout.contiguous(shape);
                    case 1 ->
                            Layout.contiguous(Shape.of(shape.size() + 3))
                                    .sliced(0, 3, shape.size(), 1)
                                    .reshaped(shape)
                                    .orElse(Layout.contiguous(shape));
                    case 2 ->
                            Layout.contiguous(
                                            Shape.of(
                                                    Arrays.stream(backwards)
                                                            .mapToLong(a -> dims[a])
                                                            .toArray()))
                                    .permuted(backwards);
                    case 3 -> sliced(shape, 2);
                    case 4 -> sliced(shape, -1);
                    default -> broadcast(shape, random);
                };
        return of(dtype, layout, numbers);
    }

    private static Layout sliced(Shape shape, int step) {
        long[] dims = Arrays.stream(shape.dims()).map(d -> d * Math.abs(step)).toArray();
        Layout layout = Layout.contiguous(Shape.of(dims));
        for (int a = 0; a < dims.length; a++) {
            layout = layout.sliced(a, step > 0 ? 1 : shape.dim(a) - 1, shape.dim(a), step);
        }
        return layout;
    }

    private static Layout broadcast(Shape shape, Random random) {
        long[] dims = Arrays.stream(shape.dims()).map(d -> random.nextInt(3) > 0 ? 1 : d).toArray();
        Shape small = Shape.of(dims);
        return Layout.contiguous(small).broadcastTo(shape);
    }

    private Twin twin(DType dtype, long length, Layout layout, DoubleSupplier numbers) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(length * dtype.bytes(), 16);
            for (long i = 0; i < length * dtype.components(); i++) {
                put(dtype, memory, i, numbers.getAsDouble());
            }
            return new Twin(
                    new Operand(filled(reference, dtype, length, memory), layout),
                    new Operand(filled(gpu, dtype, length, memory), layout));
        }
    }

    private static void put(DType dtype, MemorySegment to, long i, double x) {
        switch (dtype) {
            case BOOL -> to.set(ValueLayout.JAVA_BYTE, i, (byte) (x > 0 ? 1 : 0));
            case INT32 -> to.setAtIndex(ValueLayout.JAVA_INT, i, (int) x);
            case INT64 -> to.setAtIndex(ValueLayout.JAVA_LONG, i, (long) x);
            case FLOAT32, COMPLEX64 -> to.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) x);
            case FLOAT64, COMPLEX128 -> to.setAtIndex(ValueLayout.JAVA_DOUBLE, i, x);
        }
    }

    private static double get(DType dtype, MemorySegment from, long i) {
        return switch (dtype) {
            case BOOL -> from.get(ValueLayout.JAVA_BYTE, i);
            case INT32 -> from.getAtIndex(ValueLayout.JAVA_INT, i);
            case INT64 -> from.getAtIndex(ValueLayout.JAVA_LONG, i);
            case FLOAT32, COMPLEX64 -> from.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            case FLOAT64, COMPLEX128 -> from.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
        };
    }

    private static Buffer filled(Backend backend, DType dtype, long length, MemorySegment from) {
        Buffer buffer = backend.allocate(dtype, length);
        backend.write(from, buffer, 0);
        return buffer;
    }

    /** How the GPU comes to run a program. */
    interface Way {
        Optional<String> run(
                CudaContext context,
                Program program,
                Program.Bindings bindings,
                List<Operand> results);
    }

    /** Runs the program on both and compares every result, with all that lies around it. */
    void run(
            Program program,
            Shape shape,
            List<Twin> inputs,
            List<Program.Value> constants,
            List<Program.Key> keys,
            List<Twin> results) {
        run(CudaPointwise::run, program, shape, inputs, constants, keys, results);
    }

    /** The same in a way of the test's choice. */
    void run(
            Way way,
            Program program,
            Shape shape,
            List<Twin> inputs,
            List<Program.Value> constants,
            List<Program.Key> keys,
            List<Twin> results) {
        reference.run(
                program,
                new Program.Bindings(
                        shape, inputs.stream().map(Twin::reference).toList(), constants, keys),
                results.stream().map(Twin::reference).toList());
        refuseNothing(
                way.run(
                        gpu.context(),
                        program,
                        new Program.Bindings(
                                shape, inputs.stream().map(Twin::gpu).toList(), constants, keys),
                        results.stream().map(Twin::gpu).toList()));
        results.forEach(r -> compare(r, program + " over " + shape + " of " + inputs));
    }

    /** Folds on both and compares. */
    void reduce(
            Fold fold,
            Program program,
            Shape shape,
            List<Twin> inputs,
            List<Program.Key> keys,
            int[] axes,
            Twin result) {
        reference.reduce(
                fold,
                program,
                new Program.Bindings(
                        shape, inputs.stream().map(Twin::reference).toList(), List.of(), keys),
                axes,
                result.reference());
        refuseNothing(
                CudaReduction.reduce(
                        gpu.context(),
                        fold,
                        program,
                        new Program.Bindings(
                                shape, inputs.stream().map(Twin::gpu).toList(), List.of(), keys),
                        axes,
                        result.gpu()));
        compare(
                result,
                fold + " along " + Arrays.toString(axes) + " of " + program + " of " + inputs);
    }

    /** Work of a backend on some operands and results. */
    interface Work {
        void on(Backend backend, List<Operand> in, List<Operand> out);
    }

    /** Does the work on both and compares every result, with all that lies around it. */
    void both(String what, Work work, List<Twin> inputs, List<Twin> results) {
        work.on(
                reference,
                inputs.stream().map(Twin::reference).toList(),
                results.stream().map(Twin::reference).toList());
        work.on(
                gpu,
                inputs.stream().map(Twin::gpu).toList(),
                results.stream().map(Twin::gpu).toList());
        results.forEach(r -> compare(r, what));
    }

    /** What a device does to operands; it says why it cannot. */
    interface Attempt {
        Optional<String> run(Backend backend, List<Operand> operands);
    }

    /** Does that on both and compares the last operand, with all that lies around it. */
    void on(List<Twin> operands, Attempt work, String what) {
        work.run(reference, operands.stream().map(Twin::reference).toList());
        refuseNothing(work.run(gpu, operands.stream().map(Twin::gpu).toList()));
        compare(operands.getLast(), what + " of " + operands);
    }

    private static void refuseNothing(Optional<String> refusal) {
        refusal.ifPresent(reason -> fail("refused: " + reason));
    }

    private void compare(Twin twin, String what) {
        DType dtype = twin.gpu.dtype();
        long length = twin.gpu.buffer().length();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment wants = arena.allocate(length * dtype.bytes(), 16);
            MemorySegment gives = arena.allocate(length * dtype.bytes(), 16);
            reference.read(twin.reference.buffer(), 0, wants);
            gpu.read(twin.gpu.buffer(), 0, gives);
            List<String> wrong = new ArrayList<>();
            int parts = dtype.components();
            double largest = ofLargest ? largest(dtype, wants, length * parts) : 0;
            for (long i = 0; i < length; i++) {
                double[] want = new double[parts];
                double[] give = new double[parts];
                for (int part = 0; part < parts; part++) {
                    want[part] = get(dtype, wants, parts * i + part);
                    give[part] = get(dtype, gives, parts * i + part);
                }
                if (!agree(dtype, want, give, largest)) {
                    wrong.add(i + ": " + Arrays.toString(give) + ", not " + Arrays.toString(want));
                }
            }
            if (!wrong.isEmpty()) {
                fail(
                        wrong.size()
                                + " of "
                                + length
                                + " differ, "
                                + wrong.getFirst()
                                + " in "
                                + what);
            }
        } finally {
            twin.reference.buffer().free();
            twin.gpu.buffer().free();
        }
    }

    private static double largest(DType dtype, MemorySegment numbers, long length) {
        double largest = 0;
        for (long i = 0; i < length; i++) {
            double size = Math.abs(get(dtype, numbers, i));
            largest = size > largest ? size : largest;
        }
        return largest;
    }

    private boolean agree(DType dtype, double[] want, double[] give, double largest) {
        double size =
                Math.max(largest, Arrays.stream(want).map(Math::abs).reduce(floor, Math::max));
        double ulp = dtype.isDouble() ? Math.ulp(size) : Math.ulp((float) size);
        double bound = dtype.isInexact() ? ulps * ulp : 0;
        for (int part = 0; part < want.length; part++) {
            boolean same = Double.compare(want[part], give[part]) == 0;
            if (!same && !(Math.abs(want[part] - give[part]) <= bound && bound > 0)) {
                return false;
            }
        }
        return true;
    }
}
