package org.argand.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What the {@link Survey} asks: operators as users write them, on 100,000 normal numbers in rows of 100. */
final class SurveyCases {
    private static final int ROWS = 1000;
    private static final int COLUMNS = 100;

    /** A group of operators, one of them, and whether it takes complex numbers. */
    record Case(
            String group,
            String label,
            boolean complex,
            Function<Ours, Tensor> argand,
            Function<Theirs, org.bytedeco.pytorch.Tensor> peer) {}

    /** Two matrices of one shape, a row, a column, and small square matrices. */
    record Ours(Tensor x, Tensor y, Tensor row, Tensor column, Tensor squares) {
        static Ours of(DType dtype) {
            RandomStream random = new RandomStream(1);
            return new Ours(
                    random.normal(dtype, Shape.of(ROWS, COLUMNS)).realise(),
                    random.normal(dtype, Shape.of(ROWS, COLUMNS)).realise(),
                    random.normal(dtype, Shape.of(1, COLUMNS)).realise(),
                    random.normal(dtype, Shape.of(ROWS, 1)).realise(),
                    random.normal(dtype, Shape.of(6, 64, 64)).realise());
        }
    }

    /** The same in libtorch. */
    record Theirs(
            org.bytedeco.pytorch.Tensor x,
            org.bytedeco.pytorch.Tensor y,
            org.bytedeco.pytorch.Tensor row,
            org.bytedeco.pytorch.Tensor column,
            org.bytedeco.pytorch.Tensor squares) {
        static Theirs of(Ours o) {
            return new Theirs(
                    Torch.of(o.x),
                    Torch.of(o.y),
                    Torch.of(o.row),
                    Torch.of(o.column),
                    Torch.of(o.squares));
        }
    }

    private final List<Case> all = new ArrayList<>();
    private String group = "";

    private SurveyCases() {}

    /** Every case. */
    static List<Case> all() {
        SurveyCases c = new SurveyCases();
        c.arithmetic();
        c.functions();
        c.reductions();
        c.movement();
        c.products();
        return c.all;
    }

    private void any(
            String label,
            Function<Ours, Tensor> argand,
            Function<Theirs, org.bytedeco.pytorch.Tensor> peer) {
        all.add(new Case(group, label, true, argand, peer));
    }

    private void real(
            String label,
            Function<Ours, Tensor> argand,
            Function<Theirs, org.bytedeco.pytorch.Tensor> peer) {
        all.add(new Case(group, label, false, argand, peer));
    }

    private void arithmetic() {
        group = "arithmetic";
        any("x + y", o -> o.x.add(o.y), t -> torch.add(t.x, t.y));
        any("x + row", o -> o.x.add(o.row), t -> torch.add(t.x, t.row));
        any("x + column", o -> o.x.add(o.column), t -> torch.add(t.x, t.column));
        any(
                "x + transposed",
                o -> o.x.add(o.y.reshape(COLUMNS, ROWS).transpose()),
                t -> torch.add(t.x, t.y.reshape(COLUMNS, ROWS).t()));
        any("column · row", o -> o.column.mul(o.row), t -> torch.mul(t.column, t.row));
        any("x y", o -> o.x.mul(o.y), t -> torch.mul(t.x, t.y));
        any("x / y", o -> o.x.div(o.y), t -> torch.div(t.x, t.y));
        any("2.5 x", o -> o.x.mul(2.5), t -> torch.mul(t.x, new Scalar(2.5)));
        real("maximum", o -> o.x.maximum(o.y), t -> torch.maximum(t.x, t.y));
        real("relu", o -> o.x.relu(), t -> torch.relu(t.x));
    }

    private void functions() {
        group = "functions";
        any("exp", o -> o.x.exp(), t -> torch.exp(t.x));
        any("sin", o -> o.x.sin(), t -> torch.sin(t.x));
        any("tanh", o -> o.x.tanh(), t -> torch.tanh(t.x));
        any("sigmoid", o -> o.x.sigmoid(), t -> torch.sigmoid(t.x));
        any("atan", o -> o.x.atan(), t -> torch.atan(t.x));
        any("log |x|", o -> o.x.abs().log(), t -> ofAbs(t, torch::log));
        any("sqrt |x|", o -> o.x.abs().sqrt(), t -> ofAbs(t, torch::sqrt));
        any("x³", o -> o.x.pow(3), t -> torch.pow(t.x, new Scalar(3)));
        any("|x|^2.5", o -> o.x.abs().pow(2.5), t -> ofAbs(t, x -> torch.pow(x, new Scalar(2.5))));
        any("abs", o -> o.x.abs(), t -> torch.abs(t.x));
        any("angle", o -> o.x.angle(), t -> torch.angle(t.x));
    }

    /** Of a result on the way nothing is kept, or each call would have memory that was never touched. */
    private static org.bytedeco.pytorch.Tensor ofAbs(
            Theirs t, UnaryOperator<org.bytedeco.pytorch.Tensor> f) {
        try (org.bytedeco.pytorch.Tensor abs = torch.abs(t.x)) {
            return f.apply(abs);
        }
    }

    private static org.bytedeco.pytorch.Tensor first(T_TensorTensor_T both) {
        try (both) {
            return new org.bytedeco.pytorch.Tensor(both.get0());
        }
    }

    private void reductions() {
        group = "reductions";
        any("sum", o -> o.x.sum(), t -> torch.sum(t.x));
        any("sum of rows", o -> o.x.sum(1), t -> torch.sum(t.x, 1));
        any("sum of columns", o -> o.x.sum(0), t -> torch.sum(t.x, 0));
        any(
                "sum of a middle axis",
                o -> o.x.reshape(100, 10, 100).sum(1),
                t -> torch.sum(t.x.reshape(100, 10, 100), 1));
        any(
                "sum of rows of 4",
                o -> o.x.reshape(-1, 4).sum(1),
                t -> torch.sum(t.x.reshape(-1, 4), 1));
        any(
                "sum of transposed rows",
                o -> o.x.reshape(COLUMNS, ROWS).transpose().sum(1),
                t -> torch.sum(t.x.reshape(COLUMNS, ROWS).t(), 1));
        any(
                "norms of rows",
                o -> o.x.norm(2, false, 1),
                t -> torch.norm(t.x, new ScalarOptional(new Scalar(2)), new long[] {1}));
        any("variance", o -> o.x.var(), t -> torch.var(t.x));
        real("largest of rows", o -> o.x.max(1), t -> torch.amax(t.x, new long[] {1}, false));
        real("largest of columns", o -> o.x.max(0), t -> torch.amax(t.x, new long[] {0}, false));
        real("softmax", o -> o.x.softmax(1), t -> torch.softmax(t.x, 1));
        real("logsumexp", o -> o.x.logsumexp(1), t -> torch.logsumexp(t.x, 1));
        real("product of rows", o -> o.x.prod(1), t -> torch.prod(t.x, 1));
        any("cumsum", o -> o.x.cumsum(1), t -> torch.cumsum(t.x, 1));
        real("sort", o -> o.x.sort(1).values(), t -> first(torch.sort(t.x)));
        real("topk", o -> o.x.topk(10, 1).values(), t -> first(torch.topk(t.x, 10)));
    }

    private void movement() {
        group = "movement";
        any("transpose", o -> o.x.transpose().copied(), t -> t.x.t().contiguous());
        any(
                "swap of [100, 4, 250]",
                o -> o.x.reshape(100, 4, 250).permute(0, 2, 1).copied(),
                t -> t.x.reshape(100, 4, 250).permute(0, 2, 1).contiguous());
        any(
                "swap of [100, 250, 4]",
                o -> o.x.reshape(100, 250, 4).permute(0, 2, 1).copied(),
                t -> t.x.reshape(100, 250, 4).permute(0, 2, 1).contiguous());
        any("flip", o -> o.x.flip(1).copied(), t -> torch.flip(t.x, 1));
        any("roll", o -> o.x.roll(7, 1), t -> torch.roll(t.x, new long[] {7}, new long[] {1}));
        any(
                "concat",
                o -> Tensor.concat(List.of(o.x, o.y), 1),
                t -> torch.cat(new TensorVector(t.x, t.y), 1));
        any("pad", o -> o.x.pad(1, 3, 5), t -> torch.constant_pad_nd(t.x, new long[] {3, 5}));
        any(
                "every second",
                o -> o.x.slice(1, 0, COLUMNS, 2).copied(),
                t ->
                        torch.slice(t.x, 1, new LongOptional(0), new LongOptional(COLUMNS), 2)
                                .contiguous());
    }

    private void products() {
        group = "products, transforms";
        any("A x", o -> o.x.matmul(o.row.transpose()), t -> torch.matmul(t.x, t.row.t()));
        any("Aᵀ B", o -> o.x.transpose().matmul(o.y), t -> torch.matmul(t.x.t(), t.y));
        any(
                "4 by 4",
                o -> o.x.reshape(-1, 4, 4).matmul(o.y.reshape(-1, 4, 4)),
                t -> torch.bmm(t.x.reshape(-1, 4, 4), t.y.reshape(-1, 4, 4)));
        any("inverse, 64 by 64", o -> o.squares.inv(), t -> torch.linalg_inv(t.squares));
        any("det, 64 by 64", o -> o.squares.det(), t -> torch.linalg_det(t.squares));
        any(
                "singular values, 64 by 64",
                o -> o.squares.svdvals(),
                t -> torch.linalg_svdvals(t.squares));
        any(
                "fft, 100",
                o -> o.x.dtype().isComplex() ? o.x.fft() : o.x.rfft(),
                t -> t.x.is_complex() ? torch.fft_fft(t.x) : torch.fft_rfft(t.x));
    }
}
