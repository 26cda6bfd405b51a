package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** Runs pointwise programs: collapses their index space, finds or makes the kernel for it, and queues that. */
final class CudaPointwise {
    /** Bytes of the widest access. */
    private static final int ACCESS = 16;

    /** The most neighbours of one access. */
    private static final int WIDEST = 4;

    /** Calls in a kernel, over all neighbours that a thread takes: more would only make it longer. */
    private static final int MOST_CALLS = 16;

    private CudaPointwise() {}

    /** What makes kernels equal. */
    private record Key(Program program, Access access) {}

    /** Queues the program; or says why it cannot. */
    static Optional<String> run(
            CudaContext context,
            Program program,
            Program.Bindings bindings,
            List<Operand> results) {
        DeviceLibrary library = DeviceLibrary.shipped();
        Optional<String> missing = library.missing(program);
        Shape shape = bindings.shape();
        if (missing.isPresent() || shape.isEmpty()) {
            return missing;
        }
        List<Operand> operands = new ArrayList<>(bindings.inputs());
        operands.addAll(results);
        Axes axes = axes(shape, operands);
        Access access = access(program, axes, operands);
        KernelSignature signature = PtxWriter.signature(program, access);
        if (!signature.fits()) {
            return Optional.of("more parameters than a kernel takes");
        }
        CudaDriver.Function kernel =
                context.modules()
                        .generated(
                                new Key(program, access),
                                PtxWriter.NAME,
                                () -> PtxWriter.write(program, access, library));
        Launch launch = context.stream().launch(kernel);
        List<KernelArguments.Element> elements =
                operands.stream().map(o -> element(context, o, "program")).toList();
        new KernelArguments(new long[] {shape.size()}, axes, elements, program, bindings)
                .pass(signature, launch);
        long threads = access instanceof Access.Flat f ? rows(shape.size(), f) : shape.size();
        launch.run("program", launch.blocks(threads, Launch.BLOCK), Launch.BLOCK);
        return Optional.empty();
    }

    /** Where an operand begins. */
    static KernelArguments.Element element(CudaContext context, Operand o, String op) {
        return new KernelArguments.Element(
                CudaBuffer.of(o.buffer(), context, op), o.layout().offset());
    }

    private static long rows(long size, Access.Flat access) {
        return (size + access.width() - 1) / access.width();
    }

    private static Axes axes(Shape shape, List<Operand> operands) {
        return Axes.of(
                shape,
                IntStream.range(0, shape.rank()).toArray(),
                operands.stream().map(o -> Axes.strides(o.layout(), o.dtype().bytes())).toList());
    }

    private static Access access(Program program, Axes axes, List<Operand> operands) {
        int inputs = operands.size() - program.results().size();
        List<Boolean> single = new ArrayList<>();
        boolean flat = axes.rank() == 1;
        int width = width(program);
        for (int k = 0; k < operands.size(); k++) {
            Operand o = operands.get(k);
            long stride = axes.strides().get(k)[0];
            boolean once = k < inputs && stride == 0 && axes.size() > 1;
            flat &= once || stride == o.dtype().bytes() || axes.size() == 1;
            while (!once && o.layout().offset() % width != 0) {
                width /= 2;
            }
            if (k < inputs) {
                single.add(once);
            }
        }
        return flat
                ? new Access.Flat(width, single)
                : new Access.Strided(axes.rank(), isWide(axes));
    }

    /** Whether 32 bits are too few for indices, or for offsets in bytes. */
    static boolean isWide(Axes axes) {
        return axes.size() > Integer.MAX_VALUE
                || IntStream.range(0, axes.strides().size())
                        .anyMatch(k -> axes.reach(k) > Integer.MAX_VALUE);
    }

    /** How many neighbours a thread takes at once where all operands lie together: as many as fit the widest access. */
    static int width(Program program) {
        int bytes =
                IntStream.range(0, program.sources().size())
                        .filter(r -> program.sources().get(r) instanceof Program.Input)
                        .map(r -> program.dtype(r).bytes())
                        .max()
                        .orElse(1);
        for (int r : program.results()) {
            bytes = Math.max(bytes, program.dtype(r).bytes());
        }
        int width = Math.min(WIDEST, ACCESS / bytes);
        while (width > 1 && width * PtxScalars.calls(program) > MOST_CALLS) {
            width /= 2;
        }
        return width;
    }
}
