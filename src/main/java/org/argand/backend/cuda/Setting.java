package org.argand.backend.cuda;

import java.util.Locale;

/** What users can choose about GPUs: a system property, or else the environment variable of the same name. */
enum Setting {
    /** {@code software}, or the path of a driver library; the system's driver otherwise. */
    DRIVER("argand.cuda.driver"),
    /** The most bytes that one device may hold, as {@code 4G}. */
    MEMORY("argand.cuda.memory"),
    /** The path of the cuBLAS library. */
    CUBLAS("argand.cublas"),
    /** The path of the cuFFT library. */
    CUFFT("argand.cufft"),
    /** {@code true} lets matrix products of float32 and complex64 round their factors to 10 bits. */
    TF32("argand.tf32");

    private final String property;

    Setting(String property) {
        this.property = property;
    }

    /** The value, empty if it was not chosen. */
    String value() {
        String environment = System.getenv(variable());
        return System.getProperty(property, environment == null ? "" : environment).strip();
    }

    /** The name of the environment variable. */
    String variable() {
        return property.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return property + " or " + variable();
    }
}
