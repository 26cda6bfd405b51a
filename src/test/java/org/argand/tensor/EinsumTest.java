package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums over named indices, against the loops that define them and against the ops they stand for. */
class EinsumTest {
    private static final Tensor A = random(1, 2, 3);
    private static final Tensor B = random(2, 3, 4);
    private static final Tensor S = random(3, 3, 3);

    private static Tensor random(long seed, long... dims) {
        return new RandomStream(seed).normal(DType.COMPLEX128, Shape.of(dims)).realise();
    }

    private static Tensor einsum(String text, Tensor... in) {
        return LinearAlgebra.einsum(text, in);
    }

    static Stream<Arguments> equalities() {
        Tensor t = random(4, 2, 3, 3);
        Tensor u = random(5, 5, 1, 3, 2);
        return Stream.of(
                Arguments.of("matmul", einsum("ij,jk->ik", A, B), A.matmul(B)),
                Arguments.of("implicit", einsum("ij,jk", A, B), A.matmul(B)),
                Arguments.of("implicit order", einsum("ji", A), A.transpose()),
                Arguments.of("implicit capitals first", einsum("aB", A), A.transpose()),
                Arguments.of("spaces", einsum(" i j , j k -> k i ", A, B), A.matmul(B).transpose()),
                Arguments.of("trace", einsum("ii", S), S.trace()),
                Arguments.of("diagonal", einsum("ii->i", S), S.diagonal()),
                Arguments.of("batched trace", einsum("...ii->...", t), t.trace()),
                Arguments.of("sum", einsum("ij->", A), A.sum()),
                Arguments.of("axis sum", einsum("ij->j", A), A.sum(0)),
                Arguments.of(
                        "outer",
                        einsum("i,j->ij", A.select(0, 0), B.select(1, 0)),
                        A.select(0, 0).outer(B.select(1, 0))),
                Arguments.of("pointwise", einsum("ij,ij->ij", A, A), A.mul(A)),
                Arguments.of("inner", einsum("ij,ij", A, A), A.mul(A).sum()),
                Arguments.of("ellipsis", einsum("...ij,...jk->...ik", t, u), t.matmul(u)),
                Arguments.of("ellipsis on one side", einsum("...j,jk", t, B), t.matmul(B)),
                Arguments.of(
                        "three",
                        einsum("ij,jk,lk->il", A, B, random(6, 5, 4)),
                        A.matmul(B).matmul(random(6, 5, 4).transpose())),
                Arguments.of(
                        "bilinear form", einsum("bi,ij,bj->b", A, S, A), A.matmul(S).mul(A).sum(1)),
                Arguments.of(
                        "extent 1",
                        einsum("ij,jk->ik", random(7, 2, 1), B),
                        random(7, 2, 1).sum(1).expand(-1).mul(B.sum(0))),
                Arguments.of("scalar", einsum(",ij->ij", Tensor.scalar(2), A), A.mul(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("equalities")
    void einsum_isWhatItStandsFor(String name, Tensor actual, Tensor expected) {
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.toDoubles(), actual.toDoubles(), 1e-13);
    }

    @Test
    void fourOperands_agreeWithTheLoops() {
        Tensor a = random(1, 2, 3).real();
        Tensor b = random(2, 3, 2).real();
        Tensor c = random(3, 2, 4).real();
        Tensor d = random(4, 4).real();
        double[] x = a.toDoubles();
        double[] y = b.toDoubles();
        double[] z = c.toDoubles();
        double[] w = d.toDoubles();
        double[] expected = new double[4];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 2; k++) {
                    for (int l = 0; l < 4; l++) {
                        expected[l] += x[i * 3 + j] * y[j * 2 + k] * z[k * 4 + l] * w[l];
                    }
                }
            }
        }
        assertArrayEquals(expected, einsum("ij,jk,kl,l->l", a, b, c, d).toDoubles(), 1e-13);
    }

    @Test
    void integers_areSummedExactly() {
        Tensor i = Tensor.of(Shape.of(2, 2), new int[] {1, 2, 3, 4});
        assertArrayEquals(new long[] {7, 10, 15, 22}, einsum("ij,jk->ik", i, i).toLongs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ij,jk->ik     | einsum: 'ij,jk->ik' names 2 operands, got 1
                    ijk           | einsum: 'ijk' of 'ijk' does not fit shape [2, 3]
                    i->i          | einsum: 'i' of 'i->i' does not fit shape [2, 3]
                    ...ijk->i     | einsum: '...ijk' of '...ijk->i' does not fit shape [2, 3]
                    ij->k         | einsum: 'ij->k' has 'k' in the output only
                    ij->ii        | einsum: 'ij->ii' repeats 'i' in the output
                    i1->i         | einsum: 'i1->i' has '1' where an index should be
                    ii->i         | einsum: 'i' of 'ii->i' is 2 and 3
                    i.j->i        | einsum: 'i.j' of 'i.j->i' does not fit shape [2, 3]
                    """)
    void wrongText_isExplained(String text, String message) {
        assertEquals(
                message, assertThrows(ArgandException.class, () -> einsum(text, A)).getMessage());
    }

    @Test
    void extentsThatDiffer_areNamed() {
        assertEquals(
                "einsum: 'j' of 'ij,jk' is 3 and 2",
                assertThrows(ArgandException.ShapeMismatch.class, () -> einsum("ij,jk", A, A))
                        .getMessage());
    }
}
