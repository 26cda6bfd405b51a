package org.argand.phy.fec;

import java.util.Arrays;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * A product with a sparse binary matrix modulo 2: each result is the parity of a few operands.
 *
 * <p>Rows of fewer terms than the longest are filled up with an operand that is always 0.
 */
final class SparseParity {
    private final int[][] indices;
    private final int rows;

    private SparseParity(int[][] indices, int rows) {
        this.indices = indices;
        this.rows = rows;
    }

    /** Result i is the parity of the operands {@code terms[i]}, of {@code operands} in all. */
    static SparseParity of(int operands, int[][] terms) {
        int most = Arrays.stream(terms).mapToInt(t -> t.length).max().orElse(0);
        int[][] indices = new int[most][terms.length];
        for (int p = 0; p < most; p++) {
            for (int i = 0; i < terms.length; i++) {
                indices[p][i] = p < terms[i].length ? terms[i][p] : operands;
            }
        }
        return new SparseParity(indices, terms.length);
    }

    /** About how many numbers exist at a time for each word. */
    int work() {
        return 3 * rows;
    }

    /**
     * The parities, column by column.
     *
     * @param x 0 and 1, floating, [operands, batch]
     * @return [results, batch]
     */
    Tensor apply(Tensor x) {
        Tensor padded = x.pad(0, 0, 1);
        Tensor sums = Tensor.zeros(x.dtype(), Shape.of(rows, x.dim(1))).to(x.device());
        for (int[] index : indices) {
            sums = sums.add(padded.gather(Tensor.of(index).to(x.device()), 0)).realise();
        }
        return Bits.parity(sums);
    }
}
