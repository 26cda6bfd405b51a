package org.argand.tensor;

/** What an op of linear algebra does with a matrix it cannot solve with or decompose. */
public enum OnFailure {
    /** An error names the first such matrix of the batch and says why; it waits for the device. The default. */
    ERROR,
    /** The result of that matrix is NaN, and the others of the batch are computed; nothing waits. */
    NAN
}
