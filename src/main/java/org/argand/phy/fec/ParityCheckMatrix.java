package org.argand.phy.fec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/**
 * A sparse binary matrix H: a word x is of the code if {@code H·x = 0} modulo 2.
 *
 * <p>Its ones are the edges of the Tanner graph. They are numbered row by row, and in a row from left to right.
 */
public final class ParityCheckMatrix {
    private final int variables;
    private final int[][] checks;

    private ParityCheckMatrix(int variables, int[][] checks) {
        this.variables = variables;
        this.checks = checks;
    }

    /**
     * The matrix whose row i has its ones in the columns {@code checks[i]}.
     *
     * @param variables number of columns
     */
    public static ParityCheckMatrix of(int variables, int[][] checks) {
        if (variables < 1 || checks.length < 1) {
            throw new ArgandException.InvalidArgument(
                    "parity checks", checks.length + " rows, " + variables + " columns");
        }
        int[][] sorted = new int[checks.length][];
        for (int i = 0; i < checks.length; i++) {
            int[] row = checks[i].clone();
            Arrays.sort(row);
            boolean good = row.length > 0 && row[0] >= 0 && row[row.length - 1] < variables;
            for (int j = 1; good && j < row.length; j++) {
                good = row[j] != row[j - 1];
            }
            if (!good) {
                throw new ArgandException.InvalidArgument(
                        "parity checks",
                        "row "
                                + i
                                + " is "
                                + Arrays.toString(row)
                                + ", needs some of the columns 0 to "
                                + (variables - 1)
                                + ", each once");
            }
            sorted[i] = row;
        }
        return new ParityCheckMatrix(variables, sorted);
    }

    /** The matrix of those zeros and ones, row by row. */
    public static ParityCheckMatrix ofDense(int[][] matrix) {
        int[][] checks = new int[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            if (matrix[i].length != matrix[0].length) {
                throw new ArgandException.ShapeMismatch(
                        "parity checks",
                        "row " + i + " has " + matrix[i].length + " of " + matrix[0].length);
            }
            List<Integer> ones = new ArrayList<>();
            for (int j = 0; j < matrix[i].length; j++) {
                if (matrix[i][j] != 0) {
                    ones.add(j);
                }
            }
            checks[i] = ones.stream().mapToInt(v -> v).toArray();
        }
        return of(matrix.length == 0 ? 0 : matrix[0].length, checks);
    }

    /** Number of columns: the length of a word. */
    public int variables() {
        return variables;
    }

    /** Number of rows. */
    public int checks() {
        return checks.length;
    }

    /** Number of ones. */
    public int edges() {
        return Arrays.stream(checks).mapToInt(c -> c.length).sum();
    }

    /** The columns of row {@code check}, in order. */
    public int[] row(int check) {
        return checks[check].clone();
    }

    /**
     * {@code H·x} modulo 2.
     *
     * @param words 0 and 1, real, [..., variables]
     * @return [..., checks], of their type
     */
    public Tensor syndrome(Tensor words) {
        Bits.need("syndrome", words, variables);
        SparseParity sums = SparseParity.of(variables, checks);
        return Columns.map(
                        words.cast(Bits.exact(words.dtype())),
                        checks.length,
                        sums.work(),
                        sums::apply)
                .cast(words.dtype());
    }
}
