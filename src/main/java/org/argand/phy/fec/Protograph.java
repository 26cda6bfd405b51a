package org.argand.phy.fec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The two base graphs of 3GPP TS 38.212, tables 5.3.2-2 and 5.3.2-3: where the lifted matrix has a cyclic shift.
 *
 * <p>Columns are those of the information bits, then four of core parity bits, then one for each further row.
 */
enum Protograph {
    BG1("bg1.csv", 22, 46, 8448),
    BG2("bg2.csv", 10, 42, 3840);

    /** Rows whose parity bits depend on one another. */
    static final int CORE = 4;

    private static final int[][] LIFTING_SIZES = {
        {2, 4, 8, 16, 32, 64, 128, 256},
        {3, 6, 12, 24, 48, 96, 192, 384},
        {5, 10, 20, 40, 80, 160, 320},
        {7, 14, 28, 56, 112, 224},
        {9, 18, 36, 72, 144, 288},
        {11, 22, 44, 88, 176, 352},
        {13, 26, 52, 104, 208},
        {15, 30, 60, 120, 240}
    };

    private final int infoColumns;
    private final int rows;
    private final int mostInfoBits;
    private final List<int[]> entries;

    Protograph(String table, int infoColumns, int rows, int mostInfoBits) {
        this.infoColumns = infoColumns;
        this.rows = rows;
        this.mostInfoBits = mostInfoBits;
        this.entries = read(table);
    }

    /**
     * Z identity matrices, rolled: row i of the lifted block has its one in column {@code (i + shift) mod Z}.
     *
     * @param row of the base graph
     * @param column of the base graph
     */
    record Entry(int row, int column, int shift) {}

    /** A lifting size Z, and which of the eight sets of shifts goes with it. */
    record Lifting(int size, int set) {}

    private static List<int[]> read(String table) {
        try (InputStream in = Protograph.class.getResourceAsStream(table);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(Protograph::numbers).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] numbers(String line) {
        return Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    /** The graph for k information bits at rate R, clauses 6.2.2 and 7.2.2. */
    static Protograph of(int k, double rate) {
        return k <= 292 || (k <= 3824 && rate <= 0.67) || rate <= 0.25 ? BG2 : BG1;
    }

    /** The least lifting size that holds k information bits, clause 5.2.2. */
    Lifting lifting(int k) {
        int columns = columnsFor(k);
        Lifting best = new Lifting(Integer.MAX_VALUE, 0);
        for (int set = 0; set < LIFTING_SIZES.length; set++) {
            for (int z : LIFTING_SIZES[set]) {
                if (columns * z >= k && z < best.size) {
                    best = new Lifting(z, set);
                }
            }
        }
        return best;
    }

    /** K_b: base graph 2 leaves columns to filler bits where few information bits would make Z small. */
    private int columnsFor(int k) {
        return this == BG1 ? 22 : k > 640 ? 10 : k > 560 ? 9 : k > 192 ? 8 : 6;
    }

    /** Shifts modulo Z, row by row. */
    List<Entry> lifted(Lifting by) {
        return entries.stream().map(e -> new Entry(e[0], e[1], e[2 + by.set] % by.size)).toList();
    }

    /** Columns of information bits, filler bits among them. */
    int infoColumns() {
        return infoColumns;
    }

    /** Rows, and so many columns of parity bits. */
    int rows() {
        return rows;
    }

    /** Most information bits of a code. */
    int mostInfoBits() {
        return mostInfoBits;
    }
}
