package org.argand.tensor;

import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.tensor.Selection.Gather;
import org.argand.tensor.Selection.ScatterAdd;

/** Elements by truth values; where the size of a result depends on them, they are read by the host. */
final class Masking {
    private Masking() {}

    /** Positions of the elements that are not 0. */
    enum Nonzero implements Op.Opaque {
        NONZERO;

        @Override
        public String label() {
            return "nonzero";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            return Engine.constant(() -> {
                long[] flat = places(t.cast(DType.BOOL));
                int rank = t.rank();
                long[] at = new long[flat.length * rank];
                for (int k = 0; k < flat.length; k++) {
                    long rest = flat[k];
                    for (int a = rank - 1; a >= 0; a--) {
                        at[k * rank + a] = rest % t.dim(a);
                        rest /= t.dim(a);
                    }
                }
                return upload(t.device(), Shape.of(flat.length, rank), at);
            });
        }

        @Override
        public String reason() {
            return "positions, and how many there are depends on the elements";
        }
    }

    private static Tensor upload(Device device, Shape shape, long[] values) {
        return Creation.of(shape, values).to(device);
    }

    /** Row-major places of what is true, read by the host. */
    private static long[] places(Tensor mask) {
        boolean[] m = mask.toBooleans();
        long[] at = new long[m.length];
        int n = 0;
        for (int k = 0; k < m.length; k++) {
            if (m[k]) {
                at[n++] = k;
            }
        }
        return Arrays.copyOf(at, n);
    }

    static Tensor nonzero(Tensor x) {
        return Engine.apply(Nonzero.NONZERO, x);
    }

    static Tensor select(Tensor x, Tensor mask) {
        Tensor chosen = chosen("maskedSelect", x, mask);
        return x.reshape(rows(x, mask)).gather(chosen, 0);
    }

    static Tensor scatter(Tensor x, Tensor mask, Tensor source) {
        String op = "maskedScatter";
        Tensor chosen = chosen(op, x, mask);
        Tensor[] p = Engine.promoted(x, source);
        Shape rows = rows(x, mask);
        Shape to = rows.with(0, chosen.dim(0));
        if (source.size() != to.size()) {
            throw new ArgandException.ShapeMismatch(
                    op, "source " + source.shape() + " for chosen parts " + to);
        }
        Tensor put = Engine.apply(new ScatterAdd(new Gather(rows, chosen, 0)), p[1].reshape(to));
        Tensor each = mask;
        while (each.rank() < x.rank()) {
            each = each.expand(-1);
        }
        return Tensor.where(each, put.reshape(x.shape()), p[0]);
    }

    static Tensor fill(Tensor x, Tensor mask, double value) {
        needBool("maskedFill", mask);
        if (!Shape.broadcast("maskedFill", x.shape(), mask.shape()).equals(x.shape())) {
            throw new ArgandException.ShapeMismatch(
                    "maskedFill", "mask " + mask.shape() + " does not stretch to " + x.shape());
        }
        return Tensor.where(mask, Creation.number(x, value), x);
    }

    /** Places of the parts that the mask, over the leading axes, chooses. */
    private static Tensor chosen(String op, Tensor x, Tensor mask) {
        needBool(op, mask);
        int r = mask.rank();
        if (r > x.rank() || !Shape.of(Arrays.copyOf(x.shape().dims(), r)).equals(mask.shape())) {
            throw new ArgandException.ShapeMismatch(
                    op, "mask " + mask.shape() + " has not the leading axes of " + x.shape());
        }
        return Engine.constant(() -> {
            long[] at = places(mask);
            return upload(x.device(), Shape.of(at.length), at);
        });
    }

    /** The shape of {@code x} with the axes of the mask as one. */
    private static Shape rows(Tensor x, Tensor mask) {
        long[] d = x.shape().dims();
        Shape rest = Shape.of(Arrays.copyOfRange(d, mask.rank(), d.length));
        return rest.inserted(0, mask.size());
    }

    private static void needBool(String op, Tensor mask) {
        if (mask.dtype() != DType.BOOL) {
            throw new ArgandException.DTypeMismatch(
                    op, "the mask is " + mask.dtype() + ", not bool");
        }
    }
}
