package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.operator;
import static org.argand.tensor.catalogue.Cases.smooth;

import java.util.List;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.LinearAlgebra;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of sums over named indices. */
final class EinsumCases {
    private EinsumCases() {}

    static List<Operator> all() {
        return List.of(
                operator(
                        "einsum",
                        "Σ of products over the indices that the output lacks",
                        "the same sum with G in the place of the operand and conj of the others",
                        "NumPy's grammar; pairs are contracted from the left, by matrix products",
                        of("bij,bjk->bik", Shape.of(2, 3, 4), Shape.of(2, 4, 2)),
                        of("ij,kj->ik", Shape.of(3, 4), Shape.of(2, 4)),
                        of("ii", Shape.of(3, 3)),
                        of("iij->ji", Shape.of(3, 3, 2)),
                        of("ij->i", Shape.of(2, 3)),
                        of("i,j", Shape.of(3), Shape.of(2)),
                        of("ij,ij->ij", Shape.of(2, 3), Shape.of(2, 1)),
                        of("...ij,...jk", Shape.of(2, 3, 4), Shape.of(3, 1, 4, 2)),
                        of("i...,i->...", Shape.of(3, 2, 2), Shape.of(3)),
                        of("ij,jk,kl->il", Shape.of(2, 3), Shape.of(3, 2), Shape.of(2, 4)),
                        of("ai,bi,ci->abc", Shape.of(2, 3), Shape.of(3, 3), Shape.of(2, 3)),
                        of("aik,bk->ba", Shape.of(2, 3, 4), Shape.of(2, 1))));
    }

    private static List<Entry> of(String indices, Shape... shapes) {
        return smooth(
                indices,
                Domain.PLANE,
                in -> LinearAlgebra.einsum(indices, in.toArray(Tensor[]::new)),
                shapes);
    }
}
