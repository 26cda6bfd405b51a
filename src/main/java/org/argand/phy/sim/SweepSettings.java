package org.argand.phy.sim;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.argand.array.ArgandException;
import org.argand.tensor.RandomStream;

/**
 * Everything that decides the counts of a sweep; two sweeps with equal settings are equal.
 *
 * @param ebnoDb the points in their order, all different, in dB
 * @param batchBlocks blocks per batch; the last batch within the budget may have fewer
 * @param independentBits as the link says
 * @param link facts by which the link is known again
 */
record SweepSettings(
        List<Double> ebnoDb,
        StoppingRule rule,
        int batchBlocks,
        long seed,
        boolean independentBits,
        Map<String, String> link) {
    SweepSettings {
        Set<Double> seen = new HashSet<>();
        for (double e : ebnoDb) {
            if (!Double.isFinite(e) || !seen.add(e)) {
                throw new ArgandException.InvalidArgument(
                        "simulation", "Eb/N0 of " + e + " dB, not finite or given twice");
            }
        }
        if (ebnoDb.isEmpty() || batchBlocks < 1) {
            throw new ArgandException.InvalidArgument(
                    "simulation",
                    ebnoDb.size() + " points in batches of " + batchBlocks + " blocks");
        }
    }

    /** As text, which a file keeps and a resumed sweep must state again. */
    Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>(link);
        map.put("ebno_db", String.join(",", ebnoDb.stream().map(String::valueOf).toList()));
        map.put("target_block_errors", Long.toString(rule.targetBlockErrors()));
        map.put("target_bit_errors", Long.toString(rule.targetBitErrors()));
        map.put("max_blocks", Long.toString(rule.maxBlocks()));
        map.put("stop_without_errors", Boolean.toString(rule.stopWithoutErrors()));
        map.put("batch_blocks", Integer.toString(batchBlocks));
        map.put("independent_bits", Boolean.toString(independentBits));
        map.put("seed", Long.toString(seed));
        return map;
    }

    /** Batches after which no point goes on. */
    long batches() {
        return Math.ceilDiv(rule.maxBlocks(), batchBlocks);
    }

    /** Blocks of batch {@code index} of any point. */
    int blocksOf(long index) {
        return Math.toIntExact(Math.min(batchBlocks, rule.maxBlocks() - index * batchBlocks));
    }

    /** The random numbers of a batch: they depend on the seed, the Eb/N0 and the index alone. */
    RandomStream stream(double ebnoDb, long index) {
        return new RandomStream(seed).split("ebno " + ebnoDb).split("batch " + index);
    }
}
