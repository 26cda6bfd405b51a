package org.argand.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.argand.array.DType;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.argand.peers.Peers.Extent;
import org.argand.peers.Peers.Row;
import org.argand.peers.Torch.Numbers;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.bytedeco.javacpp.PointerScope;

/**
 * A value or a gradient beside that of libtorch.
 *
 * @param part "value", or "gradient" with the operand's position
 * @param error largest difference of a component over the largest component; infinite if type or shape differ
 */
record Comparison(Entry entry, DType dtype, String part, double error) {
    /** A few dozen roundings in a row: 2¹³ units of the last place in double precision. */
    private static final double DOUBLE = 1e-12;

    /** The same in single precision, 2⁸ units: its sums and products over a few dozen elements lose less. */
    private static final double SINGLE = 2e-5;

    boolean passed() {
        return error <= (dtype.isDouble() ? DOUBLE : SINGLE);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, %s, %s: off by %.3g", entry.label(), dtype, part, error);
    }

    /** Compares an op with its peer on operands drawn from {@code seed}, the same for both. */
    static List<Comparison> of(Entry e, Row peer, boolean wide, long seed) {
        List<Comparison> all = new ArrayList<>();
        List<Tensor> in = e.draw(seed).stream().map(t -> wide ? t : single(t)).toList();
        DType dtype = in.stream().map(Tensor::dtype).reduce(DType::promote).orElseThrow();
        boolean gradients = e.differentiable() && peer.extent() == Extent.ALL;
        try (PointerScope _ = new PointerScope();
                GradientTape tape = GradientTape.open()) {
            in.forEach(tape::watch);
            Tensor out = e.op().apply(in);
            var torchIn = in.stream().map(t -> Torch.of(t).set_requires_grad(gradients)).toList();
            var torchOut = peer.function().apply(torchIn);
            all.add(
                    new Comparison(
                            e, dtype, "value", error(Numbers.of(out), Numbers.of(torchOut))));
            if (gradients && all.getFirst().error < Double.POSITIVE_INFINITY) {
                Tensor upstream = upstream(out, seed);
                Gradients g = tape.gradient(out, upstream);
                var torchG = Torch.gradients(torchOut, torchIn, Torch.of(upstream));
                for (int k = 0; k < in.size(); k++) {
                    Numbers own = Numbers.of(g.orZeros(in.get(k)));
                    double error = error(own, Numbers.of(torchG.get(k)));
                    all.add(new Comparison(e, dtype, "gradient " + k, error));
                }
            }
        }
        return all;
    }

    private static Tensor single(Tensor t) {
        return t.cast(t.dtype().isComplex() ? DType.COMPLEX64 : DType.FLOAT32);
    }

    private static Tensor upstream(Tensor out, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        DType d = out.dtype();
        double[] c = random.doubles(out.size() * d.components(), -1, 1).toArray();
        return (d.isComplex() ? Tensor.ofInterleaved(out.shape(), c) : Tensor.of(out.shape(), c))
                .cast(d);
    }

    private static double error(Numbers own, Numbers other) {
        if (own.dtype() != other.dtype() || !own.shape().equals(other.shape())) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = Double.MIN_NORMAL;
        double worst = 0;
        for (int k = 0; k < own.elements().length; k++) {
            double mine = own.elements()[k];
            double theirs = other.elements()[k];
            largest = Math.max(largest, Math.abs(theirs));
            if (Double.compare(mine, theirs) != 0) {
                double off = Math.abs(mine - theirs);
                worst = Math.max(worst, Double.isNaN(off) ? Double.POSITIVE_INFINITY : off);
            }
        }
        return worst / largest;
    }
}
