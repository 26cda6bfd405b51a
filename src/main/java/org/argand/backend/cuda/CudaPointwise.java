package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

    /** What {@link #width} has worked out: it looks at every instruction, which a launch has no time for. */
    private static final Map<Program, Integer> WIDTHS = new ConcurrentHashMap<>();

    private CudaPointwise() {}

    /** Queues the program; or says why it cannot. */
    static Optional<String> run(
            CudaContext context,
            Program program,
            Program.Bindings bindings,
            List<Operand> results) {
        Shape shape = bindings.shape();
        if (shape.isEmpty()) {
            return Optional.empty();
        }
        List<Operand> operands = new ArrayList<>(bindings.inputs());
        operands.addAll(results);
        Axes axes = axes(shape, operands);
        Access access = access(program, axes, operands);
        List<KernelArguments.Element> elements = new ArrayList<>();
        for (Operand o : operands) {
            elements.add(element(context, o, "program"));
        }
        long[] sizes = {shape.size()};
        return GeneratedKernel.launch(
                context,
                new PtxWriter.Key(program, access),
                new KernelArguments(sizes, axes, elements, program, bindings),
                "program",
                access instanceof Access.Flat f ? rows(shape.size(), f) : shape.size());
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
        int[] all = new int[shape.rank()];
        Arrays.setAll(all, a -> a);
        List<long[]> strides = new ArrayList<>();
        for (Operand o : operands) {
            strides.add(Axes.strides(o.layout(), o.dtype().bytes()));
        }
        return Axes.of(shape, all, strides);
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
                : new Access.Strided(axes.rank(), axes.isWide());
    }

    /** How many neighbours a thread takes at once where all operands lie together: as many as fit the widest access. */
    static int width(Program program) {
        Integer known = WIDTHS.get(program);
        return known != null ? known : WIDTHS.computeIfAbsent(program, CudaPointwise::widest);
    }

    private static int widest(Program program) {
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
