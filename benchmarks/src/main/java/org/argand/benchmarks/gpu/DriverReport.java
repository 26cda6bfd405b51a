package org.argand.benchmarks.gpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What the driver says without Argand: {@code DriverReport DRIVER SYMBOLS COPY_BYTES}.
 *
 * <p>Prints {@code key=value} lines: version, first device, how fast it copies within its memory, and which of the symbols
 * that JCuda links are missing, which makes the exit code 1. DRIVER is {@code software}, a path, or empty for the system's.
 */
public final class DriverReport {
    private static final String SOFTWARE = "/org/argand/native/linux-x86_64/libcuda.so.1";
    private static final int MULTIPROCESSORS = 16;
    private static final int COMPUTE_MAJOR = 75;
    private static final int COMPUTE_MINOR = 76;
    private static final int COPIES = 20;
    private static final int ROUNDS = 5;

    private final Arena arena = Arena.global();
    private final SymbolLookup driver;

    private DriverReport(SymbolLookup driver) {
        this.driver = driver;
    }

    public static void main(String[] args) throws IOException {
        DriverReport report = new DriverReport(lookup(args[0]));
        report.device(Long.parseLong(args[2]));
        List<String> wanted = Files.readAllLines(Path.of(args[1]));
        List<String> missing =
                wanted.stream().filter(name -> report.driver.find(name).isEmpty()).toList();
        print("symbols", wanted.size());
        print("missing", missing.isEmpty() ? "none" : String.join(" ", missing));
        System.exit(missing.isEmpty() ? 0 : 1);
    }

    private static SymbolLookup lookup(String name) throws IOException {
        if (name.isEmpty()) {
            return SymbolLookup.libraryLookup("libcuda.so.1", Arena.global());
        }
        if (!name.equals("software")) {
            return SymbolLookup.libraryLookup(Path.of(name), Arena.global());
        }
        try (InputStream in = DriverReport.class.getResourceAsStream(SOFTWARE)) {
            if (in == null) {
                throw new IOException("this build has no software device");
            }
            Path folder = Files.createTempDirectory("driver");
            Path file = folder.resolve("libcuda.so.1");
            Files.copy(in, file);
            SymbolLookup library = SymbolLookup.libraryLookup(file, Arena.global());
            Files.delete(file);
            Files.delete(folder);
            return library;
        }
    }

    private static void print(String key, Object value) {
        System.out.println(key + "=" + value);
    }

    private void device(long copyBytes) {
        call("cuInit", 0);
        MemorySegment number = arena.allocate(JAVA_LONG);
        call("cuDriverGetVersion", number);
        print("driver_cuda", number.get(JAVA_INT, 0));
        call("cuDeviceGetCount", number);
        print("devices", number.get(JAVA_INT, 0));
        call("cuDeviceGet", number, 0);
        int device = number.get(JAVA_INT, 0);
        MemorySegment name = arena.allocate(256);
        call("cuDeviceGetName", name, 256, device);
        print("gpu", name.getString(0));
        print("compute", attribute(COMPUTE_MAJOR, device) + "." + attribute(COMPUTE_MINOR, device));
        print("multiprocessors", attribute(MULTIPROCESSORS, device));
        call("cuDeviceTotalMem_v2", number, device);
        long memory = number.get(JAVA_LONG, 0);
        print("memory", memory);
        double bandwidth = copyBandwidth(device, Math.min(copyBytes, memory / 8));
        print("copy_gb_per_s", String.format(Locale.ROOT, "%.2f", bandwidth * 1e-9));
    }

    private int attribute(int attribute, int device) {
        MemorySegment value = arena.allocate(JAVA_INT);
        call("cuDeviceGetAttribute", value, attribute, device);
        return value.get(JAVA_INT, 0);
    }

    /** Bytes read and written in a second by the driver's own copy within the device, the best of some rounds. */
    private double copyBandwidth(int device, long bytes) {
        MemorySegment pointer = arena.allocate(JAVA_LONG);
        call("cuDevicePrimaryCtxRetain", pointer, device);
        call("cuCtxSetCurrent", pointer.get(ADDRESS, 0));
        call("cuMemAlloc_v2", pointer, bytes);
        long from = pointer.get(JAVA_LONG, 0);
        call("cuMemAlloc_v2", pointer, bytes);
        long to = pointer.get(JAVA_LONG, 0);
        call("cuMemsetD8_v2", from, (byte) 0, bytes);
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round <= ROUNDS; round++) {
            call("cuCtxSynchronize");
            long begin = System.nanoTime();
            for (int k = 0; k < COPIES; k++) {
                call("cuMemcpyDtoDAsync_v2", to, from, bytes, MemorySegment.NULL);
            }
            call("cuCtxSynchronize");
            best = Math.min(best, (System.nanoTime() - begin) * 1e-9 / COPIES);
        }
        call("cuMemFree_v2", from);
        call("cuMemFree_v2", to);
        call("cuDevicePrimaryCtxRelease_v2", device);
        return 2.0 * bytes / best;
    }

    /** Calls a function of the driver, whose parameters are of the types of the arguments. */
    private void call(String name, Object... arguments) {
        MemorySegment symbol =
                driver.find(name)
                        .orElseThrow(() -> new IllegalStateException(name + " is missing"));
        MemoryLayout[] types = new MemoryLayout[arguments.length];
        for (int k = 0; k < types.length; k++) {
            types[k] =
                    switch (arguments[k]) {
                        case Integer _ -> JAVA_INT;
                        case Long _ -> JAVA_LONG;
                        case Byte _ -> JAVA_BYTE;
                        default -> ADDRESS;
                    };
        }
        int code;
        try {
            code =
                    (int)
                            Linker.nativeLinker()
                                    .downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, types))
                                    .invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(name, e);
        }
        if (code != 0) {
            throw new IllegalStateException(name + " answered " + code);
        }
    }
}
