package org.argand.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend;
import org.argand.backend.Backends;
import org.argand.backend.Buffer;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.jspecify.annotations.Nullable;

/** Applies ops: validates, keeps pointwise work pending, picks the backend, and tells the recorders. */
public final class Engine {
    /** Instructions a pending expression may grow to before its operands are computed. */
    static final int MAX_WEIGHT = 24;

    /** Expressions up to this many instructions are cheaper computed again than stored and read. */
    static final int TRIVIAL_WEIGHT = 2;

    private static final ThreadLocal<Ears> EARS = ThreadLocal.withInitial(Ears::new);

    /** Who records on one thread. */
    private static final class Ears {
        final List<Recorder> recorders = new ArrayList<>();

        /** Whether what runs now is the inside of an op, of which they hear as a whole. */
        boolean inside;

        /** Runs {@code action} with nobody recording. */
        <T> T paused(Supplier<T> action) {
            List<Recorder> all = List.copyOf(recorders);
            recorders.clear();
            try {
                return action.get();
            } finally {
                recorders.addAll(0, all);
            }
        }
    }

    /** Those of all threads, paused ones too. */
    private static final List<Listener> LISTENERS = new CopyOnWriteArrayList<>();

    /** Who records, and on which thread. */
    private record Listener(Recorder recorder, Thread thread) {}

    private static volatile @Nullable Device preferred;

    private Engine() {}

    /** The device that new tensors are made on: the CPU until {@link #setDevice} says otherwise. */
    public static Device device() {
        Device d = preferred;
        return d != null ? d : Device.cpu();
    }

    /** Makes new tensors on {@code device}, which is opened now. */
    public static void setDevice(Device device) {
        Backends.of(device);
        preferred = device;
    }

    /** Tells {@code recorder} of every op on this thread until {@link #stopRecording}. */
    public static void startRecording(Recorder recorder) {
        EARS.get().recorders.add(recorder);
        LISTENERS.add(new Listener(recorder, Thread.currentThread()));
    }

    /** Ends {@link #startRecording}; does nothing for one that is not recording. */
    public static void stopRecording(Recorder recorder) {
        LISTENERS.removeIf(l -> l.recorder == recorder && l.thread == Thread.currentThread());
        EARS.get().recorders.removeIf(r -> r == recorder);
    }

    /** Whether {@code recorder} is recording on this thread. */
    public static boolean isRecording(Recorder recorder) {
        return EARS.get().recorders.stream().anyMatch(r -> r == recorder);
    }

    /** Whether anybody is recording on this thread. */
    public static boolean isRecording() {
        return !EARS.get().recorders.isEmpty();
    }

    /**
     * What {@code value} gives, as a constant: with no recorder of this thread listening, and none told that it is not. For
     * what an op does inside, and for a look at values that is no use of them.
     */
    public static <T> T constant(Supplier<T> value) {
        Ears ears = EARS.get();
        boolean before = ears.inside;
        ears.inside = true;
        try {
            return ears.paused(value);
        } finally {
            ears.inside = before;
        }
    }

    /** Runs {@code action} with no recorder of this thread listening; tapes can say that it was so. */
    public static void unrecorded(Runnable action) {
        EARS.get()
                .paused(() -> {
                    action.run();
                    return true;
                });
    }

    /** Tells the recorders that {@code variable} was read as {@code value}. */
    public static void tellRead(Variable variable, Tensor value) {
        for (Recorder r : EARS.get().recorders) {
            r.read(variable, value);
        }
    }

    static void tellLeft(Tensor value, String how) {
        for (Recorder r : EARS.get().recorders) {
            r.left(value, how);
        }
    }

    static void tellDraw(RandomStream stream, long before) {
        tellAll(r -> r.draw(stream, before));
    }

    static void tellAssign(Variable variable, Tensor before, Tensor next) {
        tellLeft(next, "assign to `" + variable.name() + "`");
        tellAll(r -> r.assign(variable, before));
    }

    /** Tells the recorders of this thread, paused or not. */
    private static void tellAll(Consumer<Recorder> news) {
        for (Listener l : LISTENERS) {
            if (l.thread == Thread.currentThread()) {
                news.accept(l.recorder);
            }
        }
    }

    /** Applies {@code op} to operands that are validated for it, and tells the recorders. */
    public static Tensor apply(Op op, Tensor... operands) {
        return apply(op, List.of(operands));
    }

    /** As {@link #apply(Op, Tensor...)}. */
    public static Tensor apply(Op op, List<Tensor> in) {
        checkUsable(op, in);
        Tensor out =
                switch (op) {
                    case Op.Pointwise f -> pointwise(f, in);
                    case Op.Linear f -> f.forward(in);
                    case Op.Bilinear f -> f.forward(in.get(0), in.get(1));
                    case Op.Smooth f -> f.forward(in);
                    case Op.Fused f -> f.forward(in);
                    case Op.Custom f -> f.forward(in);
                    case Op.Opaque f -> f.forward(in);
                };
        if (Numerics.isChecking()) {
            Numerics.check(op, in, out);
        }
        Ears ears = EARS.get();
        List<Recorder> recorders = ears.recorders;
        if (recorders.isEmpty() && !ears.inside && !LISTENERS.isEmpty()) {
            LISTENERS.forEach(l -> l.recorder.unheard(in, Thread.currentThread()));
        }
        for (int i = 0; i < recorders.size(); i++) {
            recorders.get(i).record(op, in, out);
        }
        return out;
    }

    private static void checkUsable(Op op, List<Tensor> in) {
        for (int i = 0; i < in.size(); i++) {
            Tensor t = in.get(i);
            t.checkUsable(op.label());
            if (!t.device().equals(in.getFirst().device())) {
                throw new ArgandException.DeviceMismatch(
                        op.label(),
                        "operands are on "
                                + in.getFirst().device()
                                + " and "
                                + t.device()
                                + "; say to(device)");
            }
        }
    }

    private static Tensor pointwise(Op.Pointwise f, List<Tensor> in) {
        DType dtype = f.result(in.stream().map(Tensor::dtype).toList());
        Shape shape = in.getFirst().shape();
        for (int i = 1; i < in.size(); i++) {
            shape = Shape.broadcast(f.label(), shape, in.get(i).shape());
        }
        int weight = 1;
        for (Tensor t : in) {
            weight += Expression.weight(t.expression());
        }
        if (weight > MAX_WEIGHT) {
            in.stream()
                    .max(Comparator.comparingInt(t -> Expression.weight(t.expression())))
                    .ifPresent(Tensor::realise);
        }
        if (in.stream().mapToInt(t -> Expression.weight(t.expression())).sum() >= MAX_WEIGHT) {
            in.forEach(Tensor::realise);
        }
        return new Tensor(shape, dtype, in.getFirst().device(), new Expression.Apply(f, in));
    }

    /** Computes what is pending among {@code tensors}; those of one shape and device in one program. */
    public static void realise(Collection<Tensor> tensors) {
        record Group(Shape shape, Device device) {}
        Map<Group, LinkedHashSet<Tensor>> groups = new LinkedHashMap<>();
        for (Tensor t : tensors) {
            if (!(t.expression() instanceof Expression.Stored)) {
                groups.computeIfAbsent(new Group(t.shape(), t.device()), _ -> new LinkedHashSet<>())
                        .add(t);
            }
        }
        groups.forEach((g, members) -> {
            int weight = members.stream().mapToInt(t -> Expression.weight(t.expression())).sum();
            if (weight <= 2 * MAX_WEIGHT) {
                store(g.shape, List.copyOf(members));
            } else {
                members.forEach(t -> store(g.shape, List.of(t)));
            }
        });
    }

    private static void store(Shape shape, List<Tensor> tensors) {
        Fusion fusion = new Fusion(shape);
        tensors.forEach(fusion::load);
        LinkedHashSet<Tensor> roots = new LinkedHashSet<>(tensors);
        roots.addAll(fusion.recomputed());
        List<Tensor> results = List.copyOf(roots);
        Backend backend = Backends.of(tensors.getFirst().device());
        List<Operand> stored = new ArrayList<>();
        try {
            for (Tensor t : results) {
                stored.add(
                        new Operand(
                                backend.allocate(t.dtype(), shape.size()),
                                Layout.contiguous(shape)));
            }
            if (!shape.isEmpty()) {
                backend.run(fusion.program(results), fusion.bindings(), stored);
            }
        } catch (RuntimeException e) {
            stored.forEach(o -> o.buffer().free());
            throw e;
        }
        fusion.markComputed();
        for (int i = 0; i < results.size(); i++) {
            results.get(i).store(stored.get(i));
        }
    }

    /** A new tensor whose elements {@code fill} writes; contiguous. */
    static Tensor make(DType dtype, Shape shape, Device device, Consumer<Operand> fill) {
        Buffer buffer = Backends.of(device).allocate(dtype, shape.size());
        Operand operand = new Operand(buffer, Layout.contiguous(shape));
        try {
            if (!shape.isEmpty()) {
                fill.accept(operand);
            }
            Scope scope = Scope.current();
            if (scope != null) {
                scope.adopt(buffer, "make");
            }
        } catch (RuntimeException e) {
            buffer.free();
            throw e;
        }
        return new Tensor(shape, dtype, device, new Expression.Stored(operand));
    }

    /** Writes {@code x}, computed on the way if it is pending, to a region of that shape. */
    static void copy(Tensor x, Operand region) {
        if (x.shape().isEmpty()) {
            return;
        }
        Fusion fusion = new Fusion(x.shape());
        fusion.load(x);
        Backends.of(x.device()).run(fusion.program(List.of(x)), fusion.bindings(), List.of(region));
    }

    /** Folds {@code x} along sorted axes, with the pending part of {@code x} as prologue. */
    static Tensor reduce(Fold fold, Tensor x, int[] axes, boolean keepDims) {
        Shape kept = x.shape().reduced(axes, true);
        Fusion probe = new Fusion(x.shape());
        probe.load(x);
        realise(probe.recomputed());
        Fusion fusion = new Fusion(x.shape());
        fusion.load(x);
        Backend backend = Backends.of(x.device());
        Tensor out =
                make(
                        fold.result(x.dtype()),
                        kept,
                        x.device(),
                        o ->
                                backend.reduce(
                                        fold,
                                        fusion.program(List.of(x)),
                                        fusion.bindings(),
                                        axes,
                                        o));
        fusion.markComputed();
        return keepDims ? out : view(out, Layout.contiguous(x.shape().reduced(axes, false)));
    }

    /** Another view of the elements of {@code x}. */
    static Tensor view(Tensor x, Layout layout) {
        Operand whole = x.operand();
        return new Tensor(
                layout.shape(),
                x.dtype(),
                x.device(),
                new Expression.Stored(new Operand(whole.buffer(), layout)));
    }

    /** Casts both operands to their promoted type. */
    static Tensor[] promoted(Tensor a, Tensor b) {
        DType d = DType.promote(a.dtype(), b.dtype());
        return new Tensor[] {a.cast(d), b.cast(d)};
    }

    /** Casts every tensor to the promoted type of all. */
    static List<Tensor> promoted(List<Tensor> tensors) {
        DType d = tensors.stream().map(Tensor::dtype).reduce(DType::promote).orElseThrow();
        return tensors.stream().map(t -> t.cast(d)).toList();
    }

    /** {@code a op b} after promotion. */
    static Tensor binary(Op.Pointwise op, Tensor a, Tensor b) {
        return a.dtype() == b.dtype() ? apply(op, a, b) : apply(op, Arrays.asList(promoted(a, b)));
    }
}
