package org.argand.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.argand.array.DType;
import org.argand.array.Shape;

/** Every op with operands to try it on: what conformance tests, gradient checks and {@code verify} iterate over. */
public final class Catalogue {
    private Catalogue() {}

    /**
     * An operand to draw.
     *
     * @param complex complex or real
     * @param domain where its elements are
     */
    public record Operand(boolean complex, Domain domain, Shape shape) {
        /** Seeded elements, in double precision. */
        public Tensor draw(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = (int) shape.size();
            double[] v = new double[complex ? 2 * n : n];
            for (int k = 0; k < n; k++) {
                double[] z = domain.sample(random, complex);
                if (complex) {
                    v[2 * k] = z[0];
                    v[2 * k + 1] = z[1];
                } else {
                    v[k] = z[0];
                }
            }
            return complex ? Tensor.ofInterleaved(shape, v) : Tensor.of(shape, v);
        }

        /** Elements of float32 or complex64. */
        public Tensor drawSingle(long seed) {
            return draw(seed).cast(complex ? DType.COMPLEX64 : DType.FLOAT32);
        }
    }

    /**
     * One op on one kind of operands.
     *
     * @param label the op and what the operands are, unique
     * @param differentiable whether gradients exist, to every order
     * @param holomorphic whether the op is holomorphic in its (complex) operands
     */
    public record Entry(
            String label,
            List<Operand> operands,
            Function<List<Tensor>, Tensor> op,
            boolean differentiable,
            boolean holomorphic) {
        /** Seeded operands in double precision. */
        public List<Tensor> draw(long seed) {
            List<Tensor> in = new ArrayList<>();
            for (int k = 0; k < operands.size(); k++) {
                in.add(operands.get(k).draw(seed + 1000L * k));
            }
            return in;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** Every op. */
    public static List<Entry> all() {
        List<Entry> all = new ArrayList<>(pointwise());
        all.addAll(reductions());
        all.addAll(products());
        all.addAll(movements());
        return all;
    }

    /** The pointwise ops, real and complex, with equal and with broadcast operands. */
    public static List<Entry> pointwise() {
        List<Entry> list = new ArrayList<>();
        for (Holomorphic f : Holomorphic.values()) {
            list.add(unary(f, false, true));
            list.add(unary(f, true, true));
        }
        for (Arithmetic f : Arithmetic.values()) {
            Domain d = f.domain();
            list.add(binary(f, operand(false, d, 3, 4), operand(false, d, 3, 4), true));
            list.add(binary(f, operand(true, d, 3, 4), operand(true, d, 3, 4), true));
            list.add(binary(f, operand(true, d, 3, 1), operand(true, d, 4), true));
            list.add(binary(f, operand(false, d, 2, 3), operand(true, d, 2, 3), false));
            list.add(binary(f, operand(true, d, 2, 3), operand(false, d, 3), false));
        }
        for (Wirtinger f : Wirtinger.values()) {
            if (f.arity() == 1) {
                list.add(unary(f, false, false));
                list.add(unary(f, true, false));
            } else {
                list.add(
                        binary(
                                f,
                                operand(false, f.domain(), 3, 4),
                                operand(false, f.domain(), 4),
                                false));
            }
        }
        list.addAll(choices());
        return list;
    }

    /** What chooses, compares and converts. */
    private static List<Entry> choices() {
        List<Entry> list = new ArrayList<>();
        list.add(unary(Piecewise.RELU, false, false));
        list.add(binary(Piecewise.MAXIMUM, real(3, 4), real(3, 4), false));
        list.add(binary(Piecewise.MINIMUM, real(3, 4), real(4), false));
        list.add(
                smooth(
                        "where real",
                        in -> Tensor.where(in.get(0).real().greater(0.1), in.get(0), in.get(1)),
                        real(3, 4),
                        real(4)));
        list.add(
                smooth(
                        "where complex",
                        in -> Tensor.where(in.get(0).real().greater(0.1), in.get(0), in.get(1)),
                        complex(3, 4),
                        complex(3, 1)));
        list.add(
                smooth(
                        "cast real to complex",
                        in -> in.getFirst().cast(DType.COMPLEX128),
                        real(5)));
        for (Predicate f : Predicate.values()) {
            if (f.signature() != org.argand.backend.Signature.LOGICAL) {
                Operand[] operands =
                        f.arity() == 1
                                ? new Operand[] {real(3, 4)}
                                : new Operand[] {real(3, 4), real(4)};
                list.add(
                        new Entry(
                                f.label() + " real",
                                List.of(operands),
                                in -> Engine.apply(f, in),
                                false,
                                false));
            }
        }
        return list;
    }

    /** Reductions over some axes and over all. */
    public static List<Entry> reductions() {
        List<Entry> list = new ArrayList<>();
        for (boolean c : new boolean[] {false, true}) {
            String kind = c ? " complex" : " real";
            Operand x = operand(c, Domain.PLANE, 3, 5, 2);
            list.add(smooth("sum all" + kind, in -> in.getFirst().sum(), x));
            list.add(smooth("sum 1" + kind, in -> in.getFirst().sum(1), x));
            list.add(smooth("sum 0,2 kept" + kind, in -> in.getFirst().sum(true, 0, -1), x));
            list.add(smooth("mean 2" + kind, in -> in.getFirst().mean(2), x));
            list.add(smooth("prod 1" + kind, in -> in.getFirst().prod(1), x));
            list.add(
                    smooth(
                            "prod with zeros" + kind,
                            in -> in.getFirst().mul(zeroMask()).prod(1),
                            x));
            list.add(
                    smooth(
                            "logsumexp 1" + kind,
                            in -> in.getFirst().logsumexp(1),
                            operand(c, Domain.DISC, 3, 5, 2)));
            list.add(
                    smooth(
                            "softmax 1" + kind,
                            in -> in.getFirst().softmax(1),
                            operand(c, Domain.DISC, 3, 5, 2)));
        }
        list.addAll(extrema());
        return list;
    }

    private static List<Entry> extrema() {
        List<Entry> list = new ArrayList<>();
        list.add(smooth("max 1", in -> in.getFirst().max(1), real(3, 5, 2)));
        list.add(smooth("max all", in -> in.getFirst().max(), real(3, 5, 2)));
        list.add(smooth("min 0", in -> in.getFirst().min(0), real(3, 5, 2)));
        list.add(
                new Entry(
                        "argmax 1",
                        List.of(real(3, 5, 2)),
                        in -> in.getFirst().argmax(1),
                        false,
                        false));
        list.add(
                new Entry(
                        "argmin 0",
                        List.of(real(3, 5, 2)),
                        in -> in.getFirst().argmin(0),
                        false,
                        false));
        return list;
    }

    /** None, one, and two zeros along axis 1 of [3, 5, 2]. */
    private static Tensor zeroMask() {
        double[] m = new double[30];
        java.util.Arrays.fill(m, 1);
        m[10 + 4] = 0;
        m[20 + 1] = 0;
        m[20 + 7] = 0;
        return Tensor.of(Shape.of(3, 5, 2), m);
    }

    /** Matrix products and Fourier transforms. */
    public static List<Entry> products() {
        List<Entry> list = new ArrayList<>();
        for (boolean c : new boolean[] {false, true}) {
            String kind = c ? " complex" : " real";
            list.add(
                    linear(
                            "matmul" + kind,
                            in -> in.get(0).matmul(in.get(1)),
                            c,
                            plane(c, 3, 4),
                            plane(c, 4, 2)));
            list.add(
                    linear(
                            "matmul batched" + kind,
                            in -> in.get(0).matmul(in.get(1)),
                            c,
                            plane(c, 2, 1, 3, 4),
                            plane(c, 3, 4, 2)));
            list.add(
                    smooth(
                            "matmul adjoint left" + kind,
                            in -> in.get(0).adjoint().matmul(in.get(1)),
                            plane(c, 4, 3),
                            plane(c, 4, 2)));
            list.add(
                    smooth(
                            "matmul adjoint right" + kind,
                            in -> in.get(0).matmul(in.get(1).adjoint()),
                            plane(c, 3, 4),
                            plane(c, 2, 4)));
            list.addAll(transforms(c, kind));
        }
        list.add(
                smooth(
                        "matmul mixed",
                        in -> in.get(0).matmul(in.get(1)),
                        real(3, 4),
                        complex(4, 2)));
        return list;
    }

    private static List<Entry> transforms(boolean c, String kind) {
        List<Entry> list = new ArrayList<>();
        for (int n : new int[] {1, 4, 5, 6}) {
            list.add(linear("fft " + n + kind, in -> in.getFirst().fft(), c, plane(c, 2, n)));
            list.add(linear("ifft " + n + kind, in -> in.getFirst().ifft(), c, plane(c, 2, n)));
            list.add(
                    linear(
                            "fftshift " + n + kind,
                            in -> in.getFirst().fftshift(-1),
                            c,
                            plane(c, 2, n)));
            list.add(
                    linear(
                            "ifftshift " + n + kind,
                            in -> in.getFirst().ifftshift(-1),
                            c,
                            plane(c, 2, n)));
        }
        list.add(
                linear(
                        "fft padded" + kind,
                        in -> in.getFirst().fft(7, 0, Fourier.Norm.ORTHO),
                        c,
                        plane(c, 5, 2)));
        list.add(
                linear(
                        "ifft cropped" + kind,
                        in -> in.getFirst().ifft(3, 1, Fourier.Norm.FORWARD),
                        c,
                        plane(c, 2, 5, 2)));
        return list;
    }

    /** Ops that move and select elements. */
    public static List<Entry> movements() {
        List<Entry> list = new ArrayList<>();
        Tensor indices = Tensor.of(Shape.of(2, 3), new int[] {4, 0, 0, 2, 4, 4});
        for (boolean c : new boolean[] {false, true}) {
            String kind = c ? " complex" : " real";
            Operand x = plane(c, 3, 5, 2);
            list.add(linear("reshape" + kind, in -> in.getFirst().reshape(5, -1), c, x));
            list.add(
                    linear(
                            "reshape of transpose" + kind,
                            in -> in.getFirst().transpose(0, 1).reshape(15, 2),
                            c,
                            x));
            list.add(linear("permute" + kind, in -> in.getFirst().permute(2, 0, 1), c, x));
            list.add(
                    linear(
                            "broadcast" + kind,
                            in -> in.getFirst().broadcastTo(Shape.of(4, 3, 5)),
                            c,
                            plane(c, 3, 1)));
            list.add(linear("slice" + kind, in -> in.getFirst().slice(1, 1, 5, 2), c, x));
            list.add(linear("slice down" + kind, in -> in.getFirst().slice(1, 4, 0, -2), c, x));
            list.add(linear("select" + kind, in -> in.getFirst().select(1, -2), c, x));
            list.add(linear("flip" + kind, in -> in.getFirst().flip(0, 1), c, x));
            list.add(linear("roll" + kind, in -> in.getFirst().roll(7, 1), c, x));
            list.add(linear("pad" + kind, in -> in.getFirst().pad(1, 2, 1), c, x));
            list.addAll(joins(c, kind, x));
            list.add(linear("gather" + kind, in -> in.getFirst().gather(indices, 1), c, x));
        }
        list.add(smooth("concat mixed", in -> Tensor.concat(in, 0), real(2, 3), complex(1, 3)));
        return list;
    }

    private static List<Entry> joins(boolean c, String kind, Operand x) {
        List<Entry> list = new ArrayList<>();
        list.add(
                linear(
                        "concat" + kind,
                        in -> Tensor.concat(in, 1),
                        c,
                        x,
                        plane(c, 3, 1, 2),
                        plane(c, 3, 2, 2)));
        list.add(
                linear(
                        "stack" + kind,
                        in -> Tensor.stack(in, -1),
                        c,
                        plane(c, 3, 2),
                        plane(c, 3, 2)));
        return list;
    }

    private static Operand operand(boolean complex, Domain domain, long... dims) {
        return new Operand(complex, domain, Shape.of(dims));
    }

    private static Operand plane(boolean complex, long... dims) {
        return operand(complex, Domain.PLANE, dims);
    }

    private static Operand real(long... dims) {
        return operand(false, Domain.NOT_ZERO, dims);
    }

    private static Operand complex(long... dims) {
        return operand(true, Domain.NOT_ZERO, dims);
    }

    private static Entry unary(Op.Pointwise f, boolean complex, boolean holomorphic) {
        Operand x = operand(complex, f.domain(), 3, 5);
        return new Entry(
                f.label() + (complex ? " complex" : " real"),
                List.of(x),
                in -> Engine.apply(f, in),
                true,
                holomorphic && complex);
    }

    private static Entry binary(Op.Pointwise f, Operand a, Operand b, boolean holomorphic) {
        String kinds =
                (a.complex ? " complex " : " real ")
                        + a.shape
                        + (b.complex ? " complex " : " real ")
                        + b.shape;
        return new Entry(
                f.label() + kinds,
                List.of(a, b),
                in -> Engine.binary(f, in.get(0), in.get(1)),
                true,
                holomorphic && a.complex);
    }

    private static Entry smooth(
            String label, Function<List<Tensor>, Tensor> op, Operand... operands) {
        return new Entry(label, List.of(operands), op, true, false);
    }

    private static Entry linear(
            String label, Function<List<Tensor>, Tensor> op, boolean complex, Operand... operands) {
        return new Entry(label, List.of(operands), op, true, complex);
    }
}
