package org.argand.backend.cpu;

import java.util.List;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Says whether the Vector API can be used in this JVM, and why not.
 *
 * <p>Looked up once. {@code jdk.incubator.vector} is an incubator module, there only when the JVM
 * was started with {@code --add-modules jdk.incubator.vector}; {@code -Dargand.vector=off} switches
 * it off. A class that names a vector type may only be touched behind {@link #available()}.
 */
final class Lanes {

    private static final String MODULE = "jdk.incubator.vector";
    private static final int SMALLEST_BITS = 128;
    private static final Finding FINDING = find();

    private Lanes() {}

    /** Whether classes that use the Vector API may be loaded. */
    static boolean available() {
        return FINDING.bits > 0;
    }

    /** One phrase: what vectors there are, or why there are none. */
    static String reason() {
        return FINDING.reason;
    }

    /** Bits in one vector of the machine's preferred shape; 0 if there are no vectors. */
    static int bits() {
        return FINDING.bits;
    }

    /** Vector registers of the machine, as far as a JVM tells: what a kernel may hold at once. */
    static int registers() {
        boolean many = bits() >= 512 || "aarch64".equals(System.getProperty("os.arch"));
        return many ? 32 : 16;
    }

    /**
     * Loads the vector classes of all element types. The JIT compiler trusts that a class that has no
     * sibling yet will have none, and throws compiled kernels away when one is loaded after all, so
     * this is to be called before the first kernel is compiled.
     */
    static void load() {
        if (available()) {
            Preferred.load();
        }
    }

    private static Finding find() {
        if ("off".equalsIgnoreCase(System.getProperty("argand.vector"))) {
            return new Finding(0, "switched off by -Dargand.vector=off");
        }
        Module own = Lanes.class.getModule();
        boolean readable = ModuleLayer.boot().findModule(MODULE).filter(own::canRead).isPresent();
        if (!readable) {
            return new Finding(0, "the JVM was started without --add-modules " + MODULE);
        }
        try {
            int bits = Preferred.bits();
            return bits >= SMALLEST_BITS
                    ? new Finding(bits, bits + "-bit vectors")
                    : new Finding(0, "this machine's vectors have only " + bits + " bits");
        } catch (LinkageError unusable) {
            return new Finding(0, "the Vector API does not load: " + unusable);
        }
    }

    private record Finding(int bits, String reason) {}

    /** Kept apart so that no vector class is resolved before the module is known to be there. */
    private static final class Preferred {
        static int bits() {
            return Math.min(
                    FloatVector.SPECIES_PREFERRED.vectorBitSize(),
                    DoubleVector.SPECIES_PREFERRED.vectorBitSize());
        }

        static void load() {
            List.of(
                            ByteVector.SPECIES_PREFERRED,
                            ShortVector.SPECIES_PREFERRED,
                            IntVector.SPECIES_PREFERRED,
                            LongVector.SPECIES_PREFERRED,
                            FloatVector.SPECIES_PREFERRED,
                            DoubleVector.SPECIES_PREFERRED)
                    .forEach(Preferred::load);
        }

        private static void load(VectorSpecies<?> species) {
            species.zero().toShuffle();
            species.indexInRange(0, 1);
        }
    }
}
