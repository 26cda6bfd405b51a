package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.operator;
import static org.argand.tensor.catalogue.Cases.smooth;

import java.util.List;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.MatrixNorm;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of spread and norms. */
final class NormCases {
    private static final Shape X = Shape.of(3, 5, 2);

    private NormCases() {}

    static List<Operator> all() {
        return List.of(variance(), deviation(), norms(), matrixNorms());
    }

    private static Operator variance() {
        return operator(
                "var",
                "Σ|z_k − μ|²/(N − ddof) over the axes, real",
                "2G(z − μ)/(N − ddof)",
                "ddof is 1 unless said; exactly 0 for equal samples",
                smooth("1", Domain.PLANE, in -> in.getFirst().var(1), X),
                smooth("all", Domain.PLANE, in -> in.getFirst().var(), X),
                smooth("0,-1 kept", Domain.PLANE, in -> in.getFirst().var(0, true, 0, -1), X));
    }

    private static Operator deviation() {
        return operator(
                "std",
                "s = √var z",
                "G(z − μ)/((N − ddof)·s), 0 where s = 0",
                "ddof is 1 unless said",
                smooth("1", Domain.PLANE, in -> in.getFirst().std(1), X),
                smooth("0,-1 kept", Domain.PLANE, in -> in.getFirst().std(2, true, 0, -1), X));
    }

    private static Operator norms() {
        return operator(
                "norm",
                "n = (Σ|z_k|^p)^(1/p) over the axes, real; max |z| for p = ∞, min |z| for p"
                        + " = −∞",
                "G z|z|^(p−2)/n^(p−1), 0 at 0; for ±∞ G z/|z| to the extreme, shared by" + " ties",
                "overflows and vanishes only where n does",
                norm("2 all", 2),
                norm("2 over 0,2", 2, 0, 2),
                norm("1 over 1", 1, 1),
                norm("3 over -2", 3, -2),
                norm("1.5 kept", 1.5, 1, 0),
                norm("0.5 over 1", 0.5, 1),
                norm("inf over 1", Double.POSITIVE_INFINITY, 1),
                norm("-inf all", Double.NEGATIVE_INFINITY));
    }

    private static Operator matrixNorms() {
        return operator(
                "matrixNorm",
                "max_j Σ_i |A_ij|, max_i Σ_j |A_ij|, √Σ|A_ij|², max s, or Σ s of the singular"
                        + " values s",
                "G A/|A| along the columns or rows that attain it, shared by ties; G A/‖A‖",
                "",
                matrix(MatrixNorm.ONE),
                matrix(MatrixNorm.INFINITY),
                matrix(MatrixNorm.FROBENIUS));
    }

    private static List<Catalogue.Entry> norm(String kind, double p, int... axes) {
        boolean kept = kind.endsWith("kept");
        return smooth(kind, Domain.NOT_ZERO, in -> in.getFirst().norm(p, kept, axes), X);
    }

    private static List<Catalogue.Entry> matrix(MatrixNorm norm) {
        String kind = norm.name().toLowerCase(java.util.Locale.ROOT);
        return smooth(kind, Domain.NOT_ZERO, in -> in.getFirst().matrixNorm(norm), X);
    }
}
