package org.argand.nn;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/**
 * Mean and spread of samples: the variance of real ones; for complex ones the covariance of (Re z,
 * Im z) as V_rr, V_ri, V_ii.
 */
record Statistics(Tensor mean, List<Tensor> spread) {
    /** Over {@code axes}, which stay with extent 1; divided by the number of samples. */
    static Statistics of(Tensor x, int... axes) {
        if (x.size() == 0) {
            throw new ArgandException.ShapeMismatch(
                    "normalisation", "no sample in shape " + x.shape());
        }
        Tensor mean = x.mean(true, axes);
        Tensor d = x.sub(mean);
        if (!x.dtype().isComplex()) {
            return new Statistics(mean, List.of(d.square().mean(true, axes)));
        }
        Tensor re = d.real();
        Tensor im = d.imag();
        return new Statistics(
                mean,
                List.of(
                        re.square().mean(true, axes),
                        re.mul(im).mean(true, axes),
                        im.square().mean(true, axes)));
    }

    /**
     * {@code (x − μ)/√(σ² + ε)}, or {@code (V + εI)^(−½)·(z − μ)} on the parts of complex samples.
     */
    Tensor standardise(Tensor x, double epsilon) {
        Tensor d = x.sub(mean);
        return x.dtype().isComplex()
                ? whiten(d, epsilon)
                : d.div(spread.getFirst().add(epsilon).sqrt());
    }

    /**
     * The inverse square root in closed form: with s = √det, t = √(trace + 2s), it is {@code [[V_ii
     * + s, −V_ri], [−V_ri, V_rr + s]]/(s·t)}.
     *
     * <p>det(V + εI) = det V + ε·trace V + ε², where det V ≥ 0 but for rounding, so that samples on
     * a line give no NaN.
     */
    private Tensor whiten(Tensor d, double epsilon) {
        Tensor rr = spread.get(0);
        Tensor ri = spread.get(1);
        Tensor ii = spread.get(2);
        Tensor trace = rr.add(ii);
        Tensor det =
                rr.mul(ii).sub(ri.square()).relu().add(trace.mul(epsilon)).add(epsilon * epsilon);
        Tensor s = det.sqrt();
        Tensor scale = s.mul(trace.add(s.mul(2)).add(2 * epsilon).sqrt()).reciprocal();
        Tensor shifted = s.add(epsilon);
        return stretch(
                d, ii.add(shifted).mul(scale), ri.neg().mul(scale), rr.add(shifted).mul(scale));
    }

    /**
     * The symmetric real matrix {@code [[rr, ri], [ri, ii]]} on (Re z, Im z), which is {@code ½(rr
     * + ii)·z + (½(rr − ii) + i·ri)·z̄}.
     */
    static Tensor stretch(Tensor z, Tensor rr, Tensor ri, Tensor ii) {
        Tensor direct = rr.add(ii).mul(0.5);
        Tensor mirrored = Tensor.complex(rr.sub(ii).mul(0.5), ri);
        return z.mul(direct).add(z.conj().mul(mirrored));
    }
}
