package org.argand.array;

/** A place where tensors live and ops run: {@code cpu}, the k-th GPU, {@code cuda:k}, or {@code reference}. */
public record Device(Kind kind, int index) {
    /** What drives the device. */
    public enum Kind {
        /** The JVM itself, on every core. */
        CPU,
        /** An NVIDIA GPU. */
        CUDA,
        /** The scalar reference: slow, what other devices are held to; never chosen unless asked for. */
        REFERENCE
    }

    public Device {
        if (index < 0 || (kind != Kind.CUDA && index != 0)) {
            throw new ArgandException.InvalidArgument(
                    "device", "no index " + index + " for " + kind);
        }
    }

    private static final Device CPU = new Device(Kind.CPU, 0);

    /** The CPU; there is one. */
    public static Device cpu() {
        return CPU;
    }

    /** The GPU of that index. */
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /** The scalar reference; there is one. */
    public static Device reference() {
        return new Device(Kind.REFERENCE, 0);
    }

    /** Reads {@code cpu}, {@code cuda}, {@code cuda:k} or {@code reference}. */
    public static Device parse(String text) {
        if (text.equals("cpu")) {
            return cpu();
        }
        if (text.equals("cuda")) {
            return cuda(0);
        }
        if (text.equals("reference")) {
            return reference();
        }
        if (text.matches("cuda:\\d{1,4}")) {
            return cuda(Integer.parseInt(text.substring(5)));
        }
        throw new ArgandException.InvalidArgument(
                "device", "'" + text + "' is none of cpu, cuda, cuda:N, reference, auto");
    }

    @Override
    public String toString() {
        return switch (kind) {
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
            case REFERENCE -> "reference";
        };
    }
}
