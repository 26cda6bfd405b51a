package org.argand.nn;

/** Whether a layer is being trained or used. */
public enum Mode {
    /** Dropout drops, batch normalisation uses and remembers the statistics of the batch. */
    TRAINING,
    /** Dropout passes, batch normalisation uses what it remembers; nothing changes. */
    INFERENCE
}
