package org.argand.backend.cuda;

/** Not written yet. */
final class Natives {
    private Natives() {}

    sealed interface Outcome {}

    record Ready(String driver) implements Outcome {}

    record Absent(String reason) implements Outcome {}

    static Outcome load() {
        return new Absent("not written yet");
    }

    static String cublas() {
        return "";
    }

    static String cufft() {
        return "";
    }

    static boolean hasCublas() {
        return false;
    }

    static boolean hasCufft() {
        return false;
    }
}
