package org.argand.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
    /** Instructions a pending expression may grow to, counted as a tree, before its operands are computed. */
    static final int MAX_WEIGHT = 512;

    private static final DType[] DTYPES = DType.values();

    /** For each type the types of one operand and of two. */
    private static final List<List<DType>> ALONE = Arrays.stream(DTYPES).map(List::of).toList();

    private static final List<List<DType>> ALIKE =
            Arrays.stream(DTYPES).map(d -> List.of(d, d)).toList();

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
        Here.now().recorders.add(recorder);
        LISTENERS.add(new Listener(recorder, Thread.currentThread()));
    }

    /** Ends {@link #startRecording}; does nothing for one that is not recording. */
    public static void stopRecording(Recorder recorder) {
        List<Recorder> recorders = Here.now().recorders;
        for (int i = recorders.size() - 1; i >= 0; i--) {
            if (recorders.get(i) == recorder) {
                recorders.remove(i);
            }
        }
        LISTENERS.removeIf(l -> l.recorder == recorder && l.thread == Thread.currentThread());
    }

    /** Whether {@code recorder} is recording on this thread. */
    public static boolean isRecording(Recorder recorder) {
        return Here.now().recorders.contains(recorder);
    }

    /** Whether anybody is recording on this thread. */
    public static boolean isRecording() {
        return !Here.now().recorders.isEmpty();
    }

    /** Whether anybody is recording, on whatever thread. */
    static boolean isHeard() {
        return !LISTENERS.isEmpty();
    }

    /**
     * What {@code value} gives, as a constant: with no recorder of this thread listening, and none told that it is not. For
     * what an op does inside, and for a look at values that is no use of them.
     */
    public static <T> T constant(Supplier<T> value) {
        Here here = Here.now();
        boolean before = here.inside;
        here.inside = true;
        try {
            return here.paused(value);
        } finally {
            here.inside = before;
        }
    }

    /** Runs {@code action} with no recorder of this thread listening; tapes can say that it was so. */
    public static void unrecorded(Runnable action) {
        Here.now()
                .paused(() -> {
                    action.run();
                    return true;
                });
    }

    /** Tells the recorders that {@code variable} was read as {@code value}. */
    public static void tellRead(Variable variable, Tensor value) {
        for (Recorder r : Here.now().recorders) {
            r.read(variable, value);
        }
    }

    static void tellLeft(Tensor value, String how) {
        for (Recorder r : Here.now().recorders) {
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
        if (op instanceof Op.Pointwise f) {
            return apply(f, in);
        }
        checkUsable(op, in);
        return told(op, in, forward(op, in), Here.now());
    }

    /** As {@link #apply(Op, Tensor...)}, without a look at what kind of op it is. */
    static Tensor apply(Op.Pointwise f, Tensor x) {
        return apply(f, List.of(x));
    }

    private static Tensor apply(Op.Pointwise f, List<Tensor> in) {
        checkUsable(f, in);
        Here here = Here.now();
        return told(f, in, pending(f, in, here), here);
    }

    private static Tensor told(Op op, List<Tensor> in, Tensor out, Here here) {
        if (Numerics.isChecking()) {
            Numerics.check(op, in, out);
        }
        List<Recorder> recorders = here.recorders;
        if (recorders.isEmpty() && !here.inside && !LISTENERS.isEmpty()) {
            LISTENERS.forEach(l -> l.recorder.unheard(in, Thread.currentThread()));
        }
        for (int i = 0; i < recorders.size(); i++) {
            recorders.get(i).record(op, in, out);
        }
        return out;
    }

    private static Tensor forward(Op op, List<Tensor> in) {
        return switch (op) {
            case Op.Pointwise f -> pending(f, in);
            case Op.Linear f -> f.forward(in);
            case Op.Bilinear f -> f.forward(in.get(0), in.get(1));
            case Op.Smooth f -> f.forward(in);
            case Op.Fused f -> f.forward(in);
            case Op.Custom f -> f.forward(in);
            case Op.Opaque f -> f.forward(in);
        };
    }

    private static void checkUsable(Op op, List<Tensor> in) {
        Tensor first = in.getFirst();
        for (int i = 0; i < in.size(); i++) {
            Tensor t = in.get(i);
            if (Scope.isFreed(t)) {
                t.checkUsable(op.label());
            }
            if (t.device() != first.device() && !t.device().equals(first.device())) {
                throw new ArgandException.DeviceMismatch(
                        op.label(),
                        "operands are on "
                                + first.device()
                                + " and "
                                + t.device()
                                + "; say to(device)");
            }
        }
    }

    /** The value of a pointwise op, to be computed when somebody needs it; not recorded. */
    static Tensor pending(Op.Pointwise f, List<Tensor> in) {
        return pending(f, in, Here.now());
    }

    private static Tensor pending(Op.Pointwise f, List<Tensor> in, Here here) {
        DType dtype = f.result(types(in));
        Shape shape = in.getFirst().shape();
        int weight = in.getFirst().weight();
        for (int i = 1; i < in.size(); i++) {
            Shape next = in.get(i).shape();
            if (!shape.equals(next)) {
                shape = Shape.broadcast(f.label(), shape, next);
            }
            weight += in.get(i).weight();
        }
        if (weight >= MAX_WEIGHT) {
            lighten(in);
        }
        return new Tensor(shape, dtype, in.getFirst().device(), new Expression.Apply(f, in), here);
    }

    private static List<DType> types(List<Tensor> in) {
        int n = in.size();
        DType first = in.getFirst().dtype();
        if (n == 1) {
            return ALONE.get(first.ordinal());
        }
        return n == 2 && in.get(1).dtype() == first
                ? ALIKE.get(first.ordinal())
                : in.stream().map(Tensor::dtype).toList();
    }

    /** Computes the heaviest operand, and all of them if that is not enough. */
    private static void lighten(List<Tensor> in) {
        in.stream().max(Comparator.comparingInt(Tensor::weight)).ifPresent(Tensor::realise);
        if (in.stream().mapToInt(Tensor::weight).sum() >= MAX_WEIGHT) {
            in.forEach(Tensor::realise);
        }
    }

    /** Computes what is pending among {@code tensors}; those of one shape and device together. */
    public static void realise(Collection<Tensor> tensors) {
        List<Tensor> pending = new ArrayList<>(tensors.size());
        for (Tensor t : tensors) {
            if (t.expression() instanceof Expression.Multiply) {
                t.realise();
            } else if (t.isPending()) {
                pending.add(t);
            }
        }
        while (!pending.isEmpty()) {
            Tensor first = pending.getFirst();
            List<Tensor> group = new ArrayList<>(pending.size());
            List<Tensor> rest = new ArrayList<>();
            for (Tensor t : pending) {
                boolean alike =
                        t.shape().equals(first.shape()) && t.device().equals(first.device());
                (alike ? group : rest).add(t);
            }
            store(group);
            pending = rest;
        }
    }

    /** Computes tensors of one shape and device, and what is worth keeping on the way. */
    static void store(List<Tensor> wanted) {
        Fusion fusion = Fusion.withProduct(wanted);
        List<Tensor> results = new ArrayList<>(fusion.recomputed());
        results.addAll(fusion.roots());
        Shape shape = wanted.getFirst().shape();
        Layout layout = Layout.contiguous(shape);
        Backend backend = Backends.of(wanted.getFirst().device());
        List<Operand> stored = new ArrayList<>(results.size());
        try {
            for (Tensor t : results) {
                stored.add(new Operand(backend.allocate(t.dtype(), shape.size()), layout));
            }
            if (!shape.isEmpty()) {
                fusion.run(backend, results, stored);
            }
        } catch (RuntimeException e) {
            stored.forEach(o -> o.buffer().free());
            throw e;
        }
        fusion.done();
        for (int k = 0; k < stored.size(); k++) {
            results.get(k).store(stored.get(k));
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
            Scope scope = Here.now().scope;
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
        List<Tensor> roots = List.of(x);
        Fusion fusion = Fusion.of(roots);
        Backends.of(x.device()).run(fusion.program(roots), fusion.bindings(), List.of(region));
        fusion.done();
    }

    /** Folds {@code x} along sorted axes, with the pending part of {@code x} as prologue. */
    static Tensor reduce(Fold fold, Tensor x, int[] axes, boolean keepDims) {
        List<Tensor> roots = List.of(x);
        Fusion probe = Fusion.of(roots);
        List<Tensor> recomputed = probe.recomputed();
        realise(recomputed);
        Fusion fusion = recomputed.isEmpty() ? probe : Fusion.of(roots);
        Backend backend = Backends.of(x.device());
        Tensor out =
                make(
                        fold.result(x.dtype()),
                        x.shape().reduced(axes, true),
                        x.device(),
                        o ->
                                backend.reduce(
                                        fold, fusion.program(roots), fusion.bindings(), axes, o));
        fusion.done();
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

    /** {@code x} broadcast to a shape that it fits: a value that is the same everywhere may stay pending. */
    static Tensor stretched(Tensor x, Shape to) {
        Expression e = x.expression();
        boolean uniform =
                e instanceof Expression.Fill
                        || (e instanceof Expression.Apply a && Fusion.isTrivialScalar(x, a));
        return uniform
                ? new Tensor(to, x.dtype(), x.device(), e)
                : view(x, x.operand().layout().broadcastTo(to));
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
        List<Tensor> operands = List.of(a, b);
        if (a.dtype() == b.dtype()) {
            return apply(op, operands);
        }
        checkUsable(op, operands);
        return apply(op, Arrays.asList(promoted(a, b)));
    }
}
