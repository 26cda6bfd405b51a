package org.argand.phy.fec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;

/**
 * An LDPC code of 5G NR, 3GPP TS 38.212 clauses 5.2.2, 5.3.2 and 5.4.2, from k information bits to n sent ones.
 *
 * <p>The base graph follows from k and the rate: 2 where k ≤ 292, or k ≤ 3824 and k/n ≤ 0.67, or k/n ≤ ¼, else 1; the lifting
 * size Z is the least that holds k bits, and filler bits, known to be 0, make up the rest. Sent are n bits of the codeword
 * without its filler bits, from bit 2Z on (redundancy version 0), and from there again where n is more than there are. No
 * segmentation and no CRC.
 */
public final class Ldpc5GCode {
    private static final int LEAST_INFO_BITS = 12;
    private static final int MOST_CODE_BITS = 316 * 384;

    private final int k;
    private final int n;
    private final int bitsPerSymbol;
    private final Protograph graph;
    private final Protograph.Lifting lifting;

    private Ldpc5GCode(int k, int n, int bitsPerSymbol) {
        this.k = k;
        this.n = n;
        this.bitsPerSymbol = bitsPerSymbol;
        this.graph = Protograph.of(k, rate());
        if (k > graph.mostInfoBits()) {
            throw refused(k, n, graph + " takes at most k = " + graph.mostInfoBits());
        }
        this.lifting = graph.lifting(k);
    }

    /**
     * The code, without the bit interleaver.
     *
     * @param k information bits, 12 to 8448, or to 3840 where base graph 2 is due
     * @param n sent bits, at most 121344, with {@code k/n ≤ 0.95}
     */
    public static Ldpc5GCode of(int k, int n) {
        return of(k, n, 1);
    }

    /**
     * The code with the bit interleaver of clause 5.4.2.2, which spreads neighbouring bits over the places of symbols.
     *
     * @param bitsPerSymbol Q_m, of which n is a multiple; 1 is no interleaver
     */
    public static Ldpc5GCode of(int k, int n, int bitsPerSymbol) {
        if (k < LEAST_INFO_BITS || k > Protograph.BG1.mostInfoBits()) {
            throw refused(k, n, "needs k from 12 to 8448");
        }
        if (n > MOST_CODE_BITS || 20L * k > 19L * n) {
            throw refused(k, n, "needs n up to " + MOST_CODE_BITS + " and a rate k/n up to 0.95");
        }
        if (bitsPerSymbol < 1 || n % bitsPerSymbol != 0) {
            throw refused(k, n, "n is no multiple of " + bitsPerSymbol + " bits per symbol");
        }
        return new Ldpc5GCode(k, n, bitsPerSymbol);
    }

    private static ArgandException refused(int k, int n, String why) {
        return new ArgandException.InvalidArgument("ldpc", "k = " + k + ", n = " + n + ": " + why);
    }

    /** Information bits. */
    public int k() {
        return k;
    }

    /** Sent bits. */
    public int n() {
        return n;
    }

    /** k/n. */
    public double rate() {
        return (double) k / n;
    }

    /** 1 or 2. */
    public int baseGraph() {
        return graph == Protograph.BG1 ? 1 : 2;
    }

    /** Z. */
    public int liftingSize() {
        return lifting.size();
    }

    /** Filler bits after the information bits. */
    public int fillerBits() {
        return graph.infoColumns() * lifting.size() - k;
    }

    /** What a lifted row is made of: information bits, filler bits left out, and parity bits, numbered from 0 each. */
    record Row(int[] info, int[] parity) {}

    /** Row {@code r} of the lifted matrix for each of the first {@code count} r. */
    List<Row> rows(int count) {
        int z = lifting.size();
        List<List<Protograph.Entry>> base = new ArrayList<>();
        for (int r = 0; r < graph.rows(); r++) {
            base.add(new ArrayList<>());
        }
        graph.lifted(lifting).forEach(e -> base.get(e.row()).add(e));
        int parityFrom = graph.infoColumns() * z;
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            int i = r % z;
            int[] bits =
                    base.get(r / z).stream()
                            .mapToInt(e -> e.column() * z + (i + e.shift()) % z)
                            .toArray();
            rows.add(
                    new Row(
                            Arrays.stream(bits).filter(b -> b < k).toArray(),
                            Arrays.stream(bits)
                                    .filter(b -> b >= parityFrom)
                                    .map(b -> b - parityFrom)
                                    .toArray()));
        }
        return rows;
    }

    /** The base graph's entries in the core rows, lifted. */
    List<Protograph.Entry> coreEntries() {
        return graph.lifted(lifting).stream().filter(e -> e.row() < Protograph.CORE).toList();
    }

    int infoColumns() {
        return graph.infoColumns();
    }

    /** Core parity bits, 4Z. */
    int coreBits() {
        return Protograph.CORE * lifting.size();
    }

    /** All parity bits of the base graph, lifted. */
    private int parityBits() {
        return graph.rows() * lifting.size();
    }

    /**
     * Parity bits that matter: those of the core, and those that are sent. The others appear in one check each, which says
     * nothing as long as they are unknown.
     */
    int keptParityBits() {
        return Math.max(coreBits(), Math.min(parityBits(), n + 2 * lifting.size() - k));
    }

    /** Which bit is sent at each place: information bits from 0, parity bits from k on. */
    int[] sentBits() {
        int first = 2 * lifting.size();
        int buffer = k + parityBits() - first;
        int perSymbol = n / bitsPerSymbol;
        int[] sent = new int[n];
        for (int j = 0; j < n; j++) {
            int source = j % bitsPerSymbol * perSymbol + j / bitsPerSymbol;
            sent[j] = first + source % buffer;
        }
        return sent;
    }

    /**
     * The checks of what a decoder sees: columns are the k information bits, then parity bits, those of the core and those that
     * are sent. Filler bits, which are known, and checks of bits that are not sent are left out.
     */
    public ParityCheckMatrix parityChecks() {
        int[][] checks =
                rows(keptParityBits()).stream()
                        .map(row -> joined(row.info, row.parity, k))
                        .toArray(int[][]::new);
        return ParityCheckMatrix.of(k + keptParityBits(), checks);
    }

    /** The first, then the second with an offset. */
    static int[] joined(int[] first, int[] second, int offset) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        for (int j = 0; j < second.length; j++) {
            all[first.length + j] = offset + second[j];
        }
        return all;
    }

    @Override
    public String toString() {
        return "LDPC (" + k + ", " + n + "), base graph " + baseGraph() + ", Z = " + lifting.size();
    }
}
