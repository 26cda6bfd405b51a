package org.argand.phy.fec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.argand.tensor.Tensor;

/**
 * The encoder of a {@link Ldpc5GCode}: sparse sums modulo 2 in three steps.
 *
 * <p>The core rows of the lifted matrix read {@code A·u + B·p = 0}; s = A·u, then p = B⁻¹·s, which is sparse too, then each
 * further parity bit is the sum of the information and core bits of its row.
 */
public final class Ldpc5GEncoder {
    private final Ldpc5GCode code;
    private final SparseParity core;
    private final SparseParity inverse;
    private final SparseParity extension;
    private final int[] sent;

    private Ldpc5GEncoder(Ldpc5GCode code) {
        int k = code.k();
        int c = code.coreBits();
        List<Ldpc5GCode.Row> rows = code.rows(code.keptParityBits());
        this.code = code;
        this.core =
                SparseParity.of(
                        k, rows.stream().limit(c).map(Ldpc5GCode.Row::info).toArray(int[][]::new));
        this.inverse = SparseParity.of(c, inverse(code));
        this.extension =
                SparseParity.of(
                        k + c,
                        rows.stream()
                                .skip(c)
                                .map(r -> Ldpc5GCode.joined(r.info(), within(r.parity(), c), k))
                                .toArray(int[][]::new));
        this.sent = code.sentBits();
    }

    /** An encoder of that code. */
    public static Ldpc5GEncoder of(Ldpc5GCode code) {
        return new Ldpc5GEncoder(code);
    }

    /** The code. */
    public Ldpc5GCode code() {
        return code;
    }

    /**
     * The sent bits of {@code bits}.
     *
     * @param bits 0 and 1, real, [..., k]
     * @return [..., n], of their type; no gradient passes
     */
    public Tensor encode(Tensor bits) {
        return word(bits).gather(Tensor.of(sent).to(bits.device()), -1);
    }

    /** Information and parity bits, as the columns of {@link Ldpc5GCode#parityChecks} are numbered. */
    Tensor word(Tensor bits) {
        Bits.need("ldpc encode", bits, code.k());
        Tensor u = bits.cast(Bits.exact(bits.dtype()));
        int length = code.k() + code.keptParityBits();
        return Columns.map(u, length, length + extension.work(), this::columns).cast(bits.dtype());
    }

    private Tensor columns(Tensor u) {
        Tensor p = inverse.apply(core.apply(u));
        Tensor inner = Tensor.concat(List.of(u, p), 0);
        return Tensor.concat(List.of(inner, extension.apply(inner)), 0);
    }

    private static int[] within(int[] bits, int limit) {
        return Arrays.stream(bits).filter(b -> b < limit).toArray();
    }

    /**
     * For each core parity bit the rows s it is the sum of.
     *
     * <p>The sum of the core rows has the first parity block only, shifted once, as every other block is in two rows; with it
     * known, there is always a row with one unknown block left.
     */
    private static int[][] inverse(Ldpc5GCode code) {
        int z = code.liftingSize();
        List<Set<Integer>> blocks = solved(code.coreEntries(), code.infoColumns(), z);
        int[][] terms = new int[code.coreBits()][];
        for (int b = 0; b < terms.length; b++) {
            int i = b % z;
            terms[b] =
                    blocks.get(b / z).stream()
                            .sorted()
                            .mapToInt(t -> t / z * z + (i + t) % z)
                            .toArray();
        }
        return terms;
    }

    /** Parity blocks as sums of rolled blocks of s: term {@code r·Z + shift} is block r rolled by shift. */
    private static List<Set<Integer>> solved(
            List<Protograph.Entry> entries, int infoColumns, int z) {
        List<Set<Integer>> blocks = new ArrayList<>();
        IntStream.range(0, Protograph.CORE).forEach(_ -> blocks.add(new HashSet<>()));
        List<Protograph.Entry> open =
                new ArrayList<>(entries.stream().filter(e -> e.column() >= infoColumns).toList());
        Set<Integer> first = new HashSet<>();
        open.stream().filter(e -> e.column() == infoColumns).forEach(e -> toggle(first, e.shift()));
        int shift = first.iterator().next();
        for (int r = 0; r < Protograph.CORE; r++) {
            blocks.getFirst().add(r * z + (z - shift) % z);
        }
        Set<Integer> known = new HashSet<>(Set.of(infoColumns));
        while (known.size() < Protograph.CORE) {
            for (int r = 0; r < Protograph.CORE; r++) {
                solve(r, open, known, blocks, infoColumns, z);
            }
        }
        return blocks;
    }

    /** If row r has one unknown block, which always stands unshifted: it is s of the row plus the known blocks. */
    private static void solve(
            int r,
            List<Protograph.Entry> entries,
            Set<Integer> known,
            List<Set<Integer>> blocks,
            int infoColumns,
            int z) {
        List<Protograph.Entry> row = entries.stream().filter(e -> e.row() == r).toList();
        List<Protograph.Entry> unknown =
                row.stream().filter(e -> !known.contains(e.column())).toList();
        if (unknown.size() != 1) {
            return;
        }
        int column = unknown.getFirst().column();
        Set<Integer> block = blocks.get(column - infoColumns);
        block.add(r * z);
        for (Protograph.Entry e : row) {
            if (e.column() != column) {
                for (int t : blocks.get(e.column() - infoColumns)) {
                    toggle(block, t / z * z + (t + e.shift()) % z);
                }
            }
        }
        known.add(column);
    }

    private static void toggle(Set<Integer> terms, int term) {
        if (!terms.remove(term)) {
            terms.add(term);
        }
    }
}
