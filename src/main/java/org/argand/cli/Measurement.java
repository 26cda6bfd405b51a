package org.argand.cli;

import java.util.Map;
import org.argand.array.ArgandException;
import org.jspecify.annotations.Nullable;

/**
 * How much is measured after a training; a checkpoint keeps it, so that a resumed run measures the same.
 *
 * @param testSymbols fresh symbols
 * @param codedBlocks codewords at most per Eb/N0, 0 for none
 */
record Measurement(long testSymbols, long codedBlocks) {
    private static final String TEST_SYMBOLS = "test_symbols";
    private static final String CODED_BLOCKS = "coded_blocks";

    Measurement {
        if (testSymbols < 1) {
            throw new ArgandException.InvalidArgument("train", testSymbols + " test symbols");
        }
        if (codedBlocks < 0) {
            throw new ArgandException.InvalidArgument("train", codedBlocks + " coded blocks");
        }
    }

    /** What was given, or else what {@link #toMap} {@code kept}, or else the usual. */
    static Measurement of(
            @Nullable Long testSymbols, @Nullable Long codedBlocks, Map<String, String> kept) {
        return new Measurement(
                testSymbols != null ? testSymbols : kept(kept, TEST_SYMBOLS, 1 << 21),
                codedBlocks != null ? codedBlocks : kept(kept, CODED_BLOCKS, 10_000));
    }

    private static long kept(Map<String, String> kept, String key, long usual) {
        String text = kept.get(key);
        if (text == null) {
            return usual;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ArgandException.BadFile(
                    "train", "the checkpoint has " + key + " '" + text + "'");
        }
    }

    /** The same as text, as checkpoints keep it. */
    Map<String, String> toMap() {
        return Map.of(
                TEST_SYMBOLS, Long.toString(testSymbols), CODED_BLOCKS, Long.toString(codedBlocks));
    }
}
