package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.cuda.KernelArguments.Element;
import org.argand.backend.cuda.PtxReduction.Stage;

/** Folds programs along axes: in one kernel, or, for few results of many elements, in parts that a second one folds. */
final class CudaReduction {
    private final CudaContext context;
    private final Fold fold;
    private final Program prologue;
    private final Program.Bindings bindings;
    private final int[] kept;
    private final int[] axes;
    private final Operand result;
    private final DType element;

    private CudaReduction(
            CudaContext context,
            Fold fold,
            Program prologue,
            Program.Bindings bindings,
            int[] axes,
            Operand result) {
        this.context = context;
        this.fold = fold;
        this.prologue = prologue;
        this.bindings = bindings;
        this.axes = axes;
        this.kept =
                IntStream.range(0, bindings.shape().rank())
                        .filter(a -> Arrays.binarySearch(axes, a) < 0)
                        .toArray();
        this.result = result;
        this.element = prologue.dtype(prologue.results().getFirst());
    }

    /** Queues the fold; or says why it cannot. */
    static Optional<String> reduce(
            CudaContext context,
            Fold fold,
            Program prologue,
            Program.Bindings bindings,
            int[] axes,
            Operand result) {
        DType element = prologue.dtype(prologue.results().getFirst());
        boolean truth = fold == Fold.ANY || fold == Fold.ALL;
        boolean ordered = fold != Fold.SUM && fold != Fold.PROD && !truth;
        if (truth && element != DType.BOOL || ordered && element.isComplex()) {
            return Optional.of("no kernel for " + fold + " of " + element);
        }
        if (result.shape().isEmpty()) {
            return Optional.empty();
        }
        CudaReduction reduction =
                new CudaReduction(context, fold, prologue, bindings, axes, result);
        return bindings.shape().isEmpty() ? reduction.ofNothing() : reduction.run();
    }

    /** What a fold of nothing is: 1 of a product or of all, no position, else 0. */
    private Optional<String> ofNothing() {
        double value =
                switch (fold) {
                    case PROD, ALL -> 1;
                    case ARGMAX, ARGMIN -> -1;
                    case SUM, ANY, MAX, MIN -> 0;
                };
        Program constant =
                new Program(List.of(new Program.Constant(result.dtype())), List.of(), List.of(0));
        Program.Bindings one =
                new Program.Bindings(
                        result.shape(), List.of(), List.of(new Program.Value(value, 0)), List.of());
        return CudaPointwise.run(context, constant, one, List.of(result));
    }

    private Optional<String> run() {
        Shape shape = bindings.shape();
        List<long[]> strides = new ArrayList<>();
        bindings.inputs().forEach(o -> strides.add(Axes.strides(o.layout(), o.dtype().bytes())));
        long length = Arrays.stream(axes).mapToLong(shape::dim).reduce(1, (x, y) -> x * y);
        ReductionGeometry geometry =
                ReductionGeometry.of(result.shape().size(), length, neighboursAreFolded(strides));
        List<Element> inputs =
                bindings.inputs().stream()
                        .map(o -> CudaPointwise.element(context, o, name()))
                        .toList();
        Work work = new Work(prologue, bindings, shape, axes, strides, inputs);
        if (geometry.splits() == 1) {
            return launch(Stage.WHOLE, geometry, work, List.of(result));
        }
        return inParts(geometry, work);
    }

    /** What a stage folds: a program over inputs with those strides in bytes. */
    private record Work(
            Program program,
            Program.Bindings bindings,
            Shape shape,
            int[] axes,
            List<long[]> strides,
            List<Element> inputs) {}

    private String name() {
        return fold.name().toLowerCase(Locale.ROOT);
    }

    /** Whether neighbours in memory belong to one result rather than to neighbouring results. */
    private boolean neighboursAreFolded(List<long[]> strides) {
        Axes outer = Axes.of(bindings.shape(), kept, strides);
        Axes inner = Axes.of(bindings.shape(), axes, strides);
        long across = 0;
        long along = 0;
        for (int k = 0; k < strides.size(); k++) {
            across += Math.abs(outer.strides().get(k)[outer.rank() - 1]);
            along += Math.abs(inner.strides().get(k)[inner.rank() - 1]);
        }
        return outer.size() == 1 || along <= across;
    }

    /** The first kernel folds each part, the second the parts; what lies between has parts before results. */
    private Optional<String> inParts(ReductionGeometry geometry, Work work) {
        PtxFold held = PtxFold.of(fold, element);
        List<DType> types =
                held.isPosition() ? List.of(held.held(), DType.INT64) : List.of(held.held());
        List<Operand> parts = new ArrayList<>();
        try {
            for (DType type : types) {
                long n = geometry.results() * geometry.splits();
                Layout one = Layout.contiguous(result.shape());
                parts.add(new Operand(Dense.scratch(context, type, n), one));
            }
            Optional<String> refusal = launch(Stage.FIRST, geometry, work, parts);
            return refusal.isPresent()
                    ? refusal
                    : launch(
                            Stage.LAST,
                            geometry.whole(),
                            ofParts(geometry, parts),
                            List.of(result));
        } finally {
            parts.forEach(p -> p.buffer().free());
        }
    }

    /** The parts as elements: one axis more, before those of the result. */
    private Work ofParts(ReductionGeometry geometry, List<Operand> parts) {
        Shape shape = result.shape().inserted(0, geometry.splits());
        List<long[]> strides =
                parts.stream()
                        .map(p -> Axes.strides(Layout.contiguous(shape), p.dtype().bytes()))
                        .toList();
        DType type = parts.getFirst().dtype();
        Program reads = Program.copy(type);
        List<Element> inputs =
                parts.stream().map(p -> CudaPointwise.element(context, p, name())).toList();
        Program.Bindings nothing = new Program.Bindings(shape, List.of(), List.of(), List.of());
        return new Work(reads, nothing, shape, new int[] {0}, strides, inputs);
    }

    private Optional<String> launch(
            Stage stage, ReductionGeometry geometry, Work work, List<Operand> results) {
        boolean parts = stage == Stage.LAST;
        List<long[]> strides = new ArrayList<>(work.strides);
        results.forEach(r -> strides.add(resultStrides(r, work.axes, parts ? 1 : 0)));
        if (PtxReduction.numbered(work.program)) {
            strides.add(Axes.strides(Layout.contiguous(work.shape), 1));
        }
        int[] others =
                IntStream.range(0, work.shape.rank())
                        .filter(a -> Arrays.binarySearch(work.axes, a) < 0)
                        .toArray();
        Axes outer = Axes.of(work.shape, others, strides);
        Axes inner = Axes.of(work.shape, work.axes, strides);
        Axes all = outer.and(inner);
        PtxReduction.Key key =
                new PtxReduction.Key(
                        fold,
                        element,
                        work.program,
                        stage,
                        outer.rank(),
                        inner.rank(),
                        all.isWide());
        List<Element> elements = new ArrayList<>(work.inputs);
        results.forEach(r -> elements.add(CudaPointwise.element(context, r, name())));
        return GeneratedKernel.launch(
                context,
                key,
                new KernelArguments(geometry.sizes(), all, elements, work.program, work.bindings),
                name(),
                geometry.blocks() * PtxReduction.THREADS);
    }

    /** A result's strides in bytes along the axes of the elements: none along those that are folded. */
    private static long[] resultStrides(Operand r, int[] axes, int before) {
        long[] strides = new long[r.shape().rank() + before];
        for (int a = before; a < strides.length; a++) {
            boolean folded = before == 0 && Arrays.binarySearch(axes, a) >= 0;
            strides[a] = folded ? 0 : r.layout().stride(a - before) * r.dtype().bytes();
        }
        return strides;
    }
}
