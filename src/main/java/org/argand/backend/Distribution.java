package org.argand.backend;

/** What a random source draws; {@link Philox} defines the numbers exactly. */
public enum Distribution {
    /** Uniform on [0, 1): float32, float64. */
    UNIFORM,
    /** Standard normal: float32, float64; for complex types CN(0, 1), variance ½ in each part. */
    NORMAL,
    /** Uniform on {0, …, bound − 1}: int32, int64. */
    INTEGER
}
