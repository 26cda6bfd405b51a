package org.argand.benchmarks;

import java.util.Locale;

/** Who takes part in a comparison. */
public enum Library {
    /** What is measured. */
    ARGAND,
    /** Argand on one thread, where everybody has several. */
    ALONE,
    /** libtorch, in its fastest eager form. */
    TORCH,
    /** OpenBLAS itself, the library under libtorch's products. */
    OPENBLAS,
    /** The products of OpenBLAS by three real ones, whose error is larger. */
    OPENBLAS3M,
    /** JTransforms. */
    JTRANSFORMS,
    /** EJML. */
    EJML,
    /** The limit where memory is one: arrays copied that have as many bytes as the op reads and writes. */
    COPY;

    /** The name in results and tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
