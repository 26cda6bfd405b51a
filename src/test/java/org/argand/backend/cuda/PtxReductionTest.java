package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.backend.Fold;
import org.argand.backend.Program;
import org.argand.backend.cuda.PtxReduction.Key;
import org.argand.backend.cuda.PtxReduction.Size;
import org.argand.backend.cuda.PtxReduction.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds as text, and how they are spread over threads. */
class PtxReductionTest {
    private static final DeviceLibrary LIBRARY = PtxPrograms.emptyFunctions();

    private static boolean exists(Fold fold, DType d) {
        return switch (fold) {
            case SUM, PROD -> true;
            case ANY, ALL -> d == DType.BOOL;
            case MAX, MIN, ARGMAX, ARGMIN -> !d.isComplex();
        };
    }

    private static Program reads(DType d) {
        return new Program(List.of(new Program.Input(d)), List.of(), List.of(0));
    }

    private static List<Key> keys() {
        List<Key> all = new ArrayList<>();
        for (Fold fold : Fold.values()) {
            for (DType d : DType.values()) {
                if (exists(fold, d)) {
                    DType held = PtxFold.of(fold, d).held();
                    all.add(new Key(fold, d, reads(d), Stage.WHOLE, 1, 1, false));
                    all.add(new Key(fold, d, reads(d), Stage.FIRST, 2, 3, true));
                    all.add(new Key(fold, d, reads(held), Stage.LAST, 1, 1, false));
                }
            }
        }
        for (Program random : PtxPrograms.random()) {
            DType d = random.dtype(0);
            all.add(new Key(Fold.SUM, d, random, Stage.WHOLE, 2, 2, false));
        }
        return all;
    }

    @Test
    void everyFold_isAcceptedByTheAssembler(@TempDir Path folder) throws Exception {
        Ptxas.assumePresent();
        StringBuilder module = new StringBuilder(Ptx.HEADER);
        module.append(LIBRARY.closure(LIBRARY.names()));
        int n = 0;
        for (Key key : keys()) {
            String text = key.write(LIBRARY);
            String kernel = text.substring(text.indexOf(".visible .entry"));
            module.append(kernel.replaceFirst("entry \\w+", "entry kernel" + n++));
        }
        Ptxas.accept(folder, n + " kernels", module.toString());
    }

    @Test
    void keys_thatAreEqualGiveEqualText() {
        Key key =
                new Key(Fold.SUM, DType.COMPLEX64, reads(DType.COMPLEX64), Stage.WHOLE, 1, 1, true);
        assertEquals(key.write(LIBRARY), key.write(LIBRARY));
    }

    @Test
    void geometry_coversEveryElementOnceAndFillsBlocks() {
        for (boolean lanesFirst : new boolean[] {true, false}) {
            for (long results : new long[] {1, 2, 3, 31, 1000, 70_000, 1L << 33}) {
                for (long length : new long[] {1, 3, 8, 100, 4097, 1L << 27, 1L << 40}) {
                    check(ReductionGeometry.of(results, length, lanesFirst));
                }
            }
        }
    }

    private static void check(ReductionGeometry g) {
        long[] sizes = g.sizes();
        long part = sizes[Size.PART.ordinal()];
        assertEquals(PtxReduction.THREADS, g.lanes() * sizes[Size.ROWS.ordinal()], g::toString);
        assertTrue(part * g.splits() >= g.length(), g::toString);
        assertTrue(part * (g.splits() - 1) < g.length(), g::toString);
        assertTrue(
                g.blocks() * sizes[Size.ROWS.ordinal()] >= g.results() * g.splits(), g::toString);
    }
}
