package org.argand.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.tensor.Engine;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue;
import org.argand.tensor.catalogue.Catalogue.Entry;

/**
 * Holds a device to the scalar reference: every op of the {@link Catalogue}, in both precisions, at several sizes and
 * memory layouts, its value and its gradient, and every scalar function at special values.
 *
 * <p>Both devices get the same, already rounded operands. Errors are counted in units in the last place (ulp) of the
 * result's type: of a pointwise value at that element, of everything else at the largest element. How many are allowed
 * is stated in {@code Bounds}.
 */
public final class Conformance {
    /** What operands are drawn from unless another seed is given. */
    public static final long SEED = 20_260;

    /** Operands larger than this are tried in one layout only. */
    private static final long LARGE = 10_000;

    private final Device device;
    private final long seed;

    /** Comparisons of that device, with operands drawn from {@code seed}. */
    Conformance(Device device, long seed) {
        this.device = device;
        this.seed = seed;
    }

    /** What was compared. */
    public enum Part {
        /** The value. */
        FORWARD,
        /** The gradient for a drawn upstream gradient, complex where the value is. */
        GRADIENT,
        /** Values at zeros, infinities, NaN, subnormals and where results overflow. */
        SPECIAL
    }

    /**
     * One comparison.
     *
     * @param op the op, without what its operands are
     * @param label the op and what its operands are
     * @param dtype type of the operands, promoted
     * @param shapes shapes and layout of the operands
     * @param error worst error in ulp; infinite if two numbers are not even of one kind
     * @param index row-major index of the worst element
     * @param value the device's element there
     * @param reference the reference's element there
     * @param bound the error allowed, in ulp
     */
    public record Result(
            String op,
            String label,
            DType dtype,
            String shapes,
            Part part,
            double error,
            int index,
            String value,
            String reference,
            double bound) {
        /** Whether the error is within the bound. */
        public boolean passed() {
            return error <= bound;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s, %s %s, %s: %.4g ulp (allowed %.4g) at element %d: %s, reference %s",
                    label,
                    dtype,
                    shapes,
                    part.name().toLowerCase(Locale.ROOT),
                    error,
                    bound,
                    index,
                    value,
                    reference);
        }
    }

    /** One op with what it is compared at. */
    private record Case(
            Family family, Entry entry, boolean wide, List<Shape> shapes, List<double[]> operands) {
        DType dtype() {
            return family.dtype(entry, wide);
        }

        String text(Presentation presentation) {
            String sizes = shapes.stream().map(Shape::toString).collect(Collectors.joining(" "));
            return sizes + " " + presentation.name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an op gave: its value, and its gradients if it has any. */
    private record Outcome(Values value, List<Values> gradients) {}

    /** Compares everything; {@code progress} hears of each comparison as it is made. */
    public static List<Result> run(Device device, Consumer<Result> progress) {
        List<Result> all = new ArrayList<>();
        for (String subject : subjects()) {
            List<Result> some = run(device, subject, SEED);
            some.forEach(progress);
            all.addAll(some);
        }
        return all;
    }

    /** What can be compared: the labels of the catalogue, and the scalar functions' special values. */
    public static List<String> subjects() {
        List<String> list = new ArrayList<>();
        on(
                Device.reference(),
                () -> {
                    for (Family f : Family.values()) {
                        f.entries().forEach(e -> list.add(e.label()));
                    }
                });
        list.addAll(SpecialValues.subjects());
        return list;
    }

    /** Compares one of {@link #subjects}, with operands drawn from {@code seed}. */
    public static List<Result> run(Device device, String subject, long seed) {
        if (SpecialValues.subjects().contains(subject)) {
            return SpecialValues.run(device, subject);
        }
        return new Conformance(device, seed).catalogue(subject);
    }

    /** Does {@code action} with new tensors made on {@code device}. */
    static void on(Device device, Runnable action) {
        Device before = Engine.device();
        Engine.setDevice(device);
        try {
            action.run();
        } finally {
            Engine.setDevice(before);
        }
    }

    private List<Result> catalogue(String label) {
        for (Family family : Family.values()) {
            Optional<Entry> reference = entry(Device.reference(), family, label);
            if (reference.isPresent()) {
                Entry own = entry(device, family, label).orElseThrow();
                return compare(family, reference.get(), own);
            }
        }
        throw new ArgandException.InvalidArgument("verify", "nothing is called '" + label + "'");
    }

    private static Optional<Entry> entry(Device device, Family family, String label) {
        List<Entry> found = new ArrayList<>();
        on(
                device,
                () ->
                        family.entries().stream()
                                .filter(e -> e.label().equals(label))
                                .forEach(found::add));
        return found.stream().findFirst();
    }

    /** Compares an op as it is on the device, {@code own}, with what it is on the reference. */
    List<Result> compare(Family family, Entry reference, Entry own) {
        List<Result> results = new ArrayList<>();
        for (boolean wide : family.precisions()) {
            for (List<Shape> shapes : family.shapes(reference)) {
                Case c = new Case(family, reference, wide, shapes, operands(reference, shapes));
                outcome(c)
                        .ifPresent(r -> {
                            for (Presentation p : presentations(shapes)) {
                                results.addAll(compare(c, own, p, r));
                            }
                        });
            }
        }
        return results;
    }

    private static List<Presentation> presentations(List<Shape> shapes) {
        if (shapes.stream().anyMatch(s -> s.size() > LARGE)) {
            return List.of(Presentation.DENSE);
        }
        boolean line = shapes.stream().allMatch(s -> s.rank() <= 1 || s.size() <= 1);
        return line
                ? List.of(Presentation.DENSE, Presentation.STRIDED)
                : List.of(Presentation.values());
    }

    /** What the reference says, unless the op is of a fixed size and refuses this one. */
    private Optional<Outcome> outcome(Case c) {
        try {
            return Optional.of(outcome(Device.reference(), c, c.entry, Presentation.DENSE));
        } catch (ArgandException.ShapeMismatch | ArgandException.InvalidArgument e) {
            if (c.shapes.equals(Family.own(c.entry))) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private List<Result> compare(Case c, Entry own, Presentation p, Outcome reference) {
        Outcome mine;
        try {
            mine = outcome(device, c, own, p);
        } catch (RuntimeException e) {
            return List.of(failure(c, p, e, reference.value));
        }
        List<Result> results = new ArrayList<>();
        Values.Scale scale =
                c.family == Family.POINTWISE ? Values.Scale.ELEMENT : Values.Scale.LARGEST;
        Values.Worst worst =
                mine.value.against(reference.value, scale, sizeOfTerms(c.entry, c.operands));
        results.add(result(c, p, Part.FORWARD, worst, mine.value, reference.value));
        for (int k = 0; k < reference.gradients.size(); k++) {
            Values m = mine.gradients.get(k);
            Values r = reference.gradients.get(k);
            double floor = naturalSize(c, k, reference.value);
            worst = m.against(r, Values.Scale.LARGEST, floor);
            results.add(result(c, p, Part.GRADIENT, worst, m, r));
        }
        return results;
    }

    private List<double[]> operands(Entry entry, List<Shape> shapes) {
        List<double[]> operands = new ArrayList<>();
        on(
                Device.reference(),
                () -> {
                    for (int k = 0; k < shapes.size(); k++) {
                        Catalogue.Operand o = entry.operands().get(k);
                        operands.add(
                                new Catalogue.Operand(o.complex(), o.domain(), shapes.get(k))
                                        .draw(seed + 1000L * k)
                                        .toDoubles());
                    }
                });
        return operands;
    }

    /**
     * |w|/|z|: what the terms of a gradient are like where they may cancel with nothing beside them that does not: in a
     * single element, where an operand is used for several elements, and where linear algebra projects terms away.
     */
    private static double naturalSize(Case c, int operand, Values value) {
        long size = c.shapes.get(operand).size();
        boolean cancels =
                size == 1 || size < value.shape().size() || c.family == Family.LINEAR_ALGEBRA;
        return cancels ? value.largest() / largest(c.operands.get(operand)) : 0;
    }

    private static double largest(double[] x) {
        return Arrays.stream(x).map(Math::abs).max().orElse(0);
    }

    /** What the terms of a value add up to where nothing beside it tells, as it is a single sum that may have cancelled. */
    static double sizeOfTerms(Entry e, List<double[]> in) {
        double x = largest(in.getFirst());
        double root = Math.sqrt(in.getFirst().length);
        return switch (e.label().replaceAll(" (real|complex)$", "")) {
            case "sum all" -> root * x;
            case "vdot" -> root * x * largest(in.getLast());
            case "lstsq residuals" -> Math.pow(largest(in.getLast()), 2);
            default -> 0;
        };
    }

    private static Result failure(Case c, Presentation p, RuntimeException e, Values reference) {
        String label = c.entry.label();
        return new Result(
                c.entry.operator(),
                label,
                c.dtype(),
                c.text(p),
                Part.FORWARD,
                Double.POSITIVE_INFINITY,
                0,
                e.toString(),
                reference.element(0),
                0);
    }

    private static Result result(
            Case c, Presentation p, Part part, Values.Worst worst, Values mine, Values reference) {
        String label = c.entry.label();
        return new Result(
                c.entry.operator(),
                label,
                c.dtype(),
                c.text(p),
                part,
                worst.error(),
                worst.index(),
                mine.element(worst.index()),
                reference.element(worst.index()),
                reference.dtype().isInexact()
                        ? Bounds.of(c.family, c.entry.operator(), part, c.shapes, c.wide)
                        : 0);
    }

    private Outcome outcome(Device device, Case c, Entry entry, Presentation p) {
        Outcome[] outcome = new Outcome[1];
        on(
                device,
                () -> {
                    try (Scope _ = Scope.open()) {
                        List<Tensor> in = new ArrayList<>();
                        for (int k = 0; k < c.operands.size(); k++) {
                            DType d = Family.type(entry.operands().get(k).complex(), c.wide);
                            in.add(p.present(d, c.shapes.get(k), c.operands.get(k)));
                        }
                        outcome[0] = entry.differentiable() ? taped(entry, in) : untaped(entry, in);
                    }
                });
        return outcome[0];
    }

    private static Outcome untaped(Entry entry, List<Tensor> in) {
        return new Outcome(Values.of(entry.op().apply(in)), List.of());
    }

    private Outcome taped(Entry entry, List<Tensor> in) {
        try (GradientTape tape = GradientTape.open()) {
            in.forEach(tape::watch);
            Tensor out = entry.op().apply(in);
            Values value = Values.of(out);
            SplittableRandom random = new SplittableRandom(seed);
            double[] upstream =
                    random.doubles(out.size() * out.dtype().components(), -1, 1).toArray();
            Gradients g =
                    tape.gradient(out, Presentation.tensor(out.dtype(), out.shape(), upstream));
            return new Outcome(value, in.stream().map(g::orZeros).map(Values::of).toList());
        }
    }
}
