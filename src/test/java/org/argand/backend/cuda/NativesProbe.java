package org.argand.backend.cuda;

/** Loads the natives in a JVM of its own and says what came of it, a fact a line; run by {@link NativesTest}. */
final class NativesProbe {
    private NativesProbe() {}

    public static void main(String[] arguments) {
        Natives.Outcome outcome = Natives.load();
        switch (outcome) {
            case Natives.Absent absent -> System.out.println("absent " + absent.reason());
            case Natives.Ready ready -> {
                System.out.println("ready " + ready.driver());
                ready.softwareDriver().ifPresent(path -> System.out.println("software " + path));
                System.out.println("extras " + extras());
            }
        }
        System.out.println("cublas " + Natives.hasCublas() + " " + Natives.cublas());
        System.out.println("cufft " + Natives.hasCufft() + " " + Natives.cufft());
        System.out.println("folder " + System.getProperty("java.io.tmpdir"));
        System.out.println("again " + (Natives.load() == outcome));
    }

    /** What the driver answers to pinned memory through our JNI. */
    private static int extras() {
        long[] address = new long[1];
        int code = CudaExtras.allocateHost(64, 0, address);
        return code == 0 ? CudaExtras.freeHost(address[0]) : code;
    }
}
