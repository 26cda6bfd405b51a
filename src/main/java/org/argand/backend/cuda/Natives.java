package org.argand.backend.cuda;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import jcuda.JCudaVersion;
import jcuda.LogLevel;
import jcuda.driver.JCudaDriver;
import jcuda.jcublas.JCublas2;
import jcuda.jcufft.JCufft;
import org.argand.backend.cuda.CudaLibraries.Library;
import org.jspecify.annotations.Nullable;

/**
 * Brings the driver, the shims, JCuda's natives and our own into the process, in the order in which they need each other.
 *
 * <p>No class of JCuda is loaded before there is a driver. JCuda itself puts its natives into the folder of temporary files,
 * under names that anybody can guess, and loads what lies there already: so that folder is a private one, with the natives in
 * it, while JCuda's classes initialise.
 */
final class Natives {
    /** The choice of the software device, which is in the jar. */
    static final String SOFTWARE = "software";

    private static final String OURS = "org/argand/native/linux-x86_64/";
    private static final String DRIVER = "libcuda.so.1";
    private static final String WINDOWS_DRIVER = "nvcuda.dll";

    /** The version of the cuFFT binding, which is older than the others and asks for a native of their version. */
    private static final String CUFFT_VERSION = "11.8.0";

    private static @Nullable Outcome outcome;
    private static @Nullable LateLibrary cublas;
    private static @Nullable LateLibrary cufft;

    private Natives() {}

    /** What came of loading. */
    sealed interface Outcome {}

    /** The driver is there: {@code system}, {@code software} or its path; the software device's library, if it is that. */
    record Ready(String driver, Optional<Path> softwareDriver) implements Outcome {}

    /** Why there is no driver to work with. */
    record Absent(String reason) implements Outcome {}

    /** Loads everything, once. */
    static synchronized Outcome load() {
        Outcome known = outcome;
        if (known == null) {
            known = attempt();
            outcome = known;
        }
        return known;
    }

    /** Which cuBLAS serves, or why none does. */
    static String cublas() {
        return describe(late(Library.CUBLAS));
    }

    /** Which cuFFT serves, or why none does. */
    static String cufft() {
        return describe(late(Library.CUFFT));
    }

    static boolean hasCublas() {
        return late(Library.CUBLAS).map(LateLibrary::usable).orElse(false);
    }

    static boolean hasCufft() {
        return late(Library.CUFFT).map(LateLibrary::usable).orElse(false);
    }

    private static String describe(Optional<LateLibrary> library) {
        return library.map(LateLibrary::description)
                .orElseGet(() -> load() instanceof Absent absent ? absent.reason() : "");
    }

    private static synchronized Optional<LateLibrary> late(Library library) {
        return load() instanceof Absent
                ? Optional.empty()
                : Optional.ofNullable(library == Library.CUBLAS ? cublas : cufft);
    }

    private static Outcome attempt() {
        String driver = Setting.DRIVER.value();
        try {
            return isWindows() ? onWindows(driver) : onLinux(driver);
        } catch (IOException e) {
            return new Absent("the native libraries cannot be put into a temporary folder: " + e);
        } catch (LinkageError e) {
            return new Absent(reason(e));
        }
    }

    /** In one line: of JCuda's report, what the loader said last. */
    private static String reason(LinkageError e) {
        String text = Objects.requireNonNullElse(e.getMessage(), e.toString());
        String mark = "UnsatisfiedLinkError: ";
        int last = text.lastIndexOf(mark);
        return (last < 0 ? text : text.substring(last + mark.length()))
                .lines()
                .findFirst()
                .orElse("");
    }

    private static Outcome onLinux(String driver) throws IOException {
        if (!System.getProperty("os.name").equals("Linux") || !isX86()) {
            throw new UnsatisfiedLinkError("JCuda has no natives for " + platform());
        }
        requireOurs();
        boolean software = driver.equals(SOFTWARE);
        NativeFolder folder = new NativeFolder();
        try {
            Optional<Path> device = Optional.empty();
            if (software) {
                device = Optional.of(ours(folder, DRIVER));
                System.load(device.get().toString());
            } else {
                loadDriver(driver);
            }
            Shim blas = new Shim(ours(folder, "libcublas.so.12"));
            Shim fft = new Shim(ours(folder, "libcufft.so.10"));
            loadJCuda(folder, "lib", "-linux-x86_64.so");
            System.load(ours(folder, "libargand_cuda.so").toString());
            cublas = late(Library.CUBLAS, blas, folder, software);
            cufft = late(Library.CUFFT, fft, folder, software);
            return new Ready(driver.isEmpty() ? "system" : driver, device);
        } finally {
            if (software) {
                folder.removeOnExit();
            } else {
                folder.remove();
            }
        }
    }

    /** Without a compiler the jar is built without natives. */
    private static void requireOurs() {
        if (Natives.class.getClassLoader().getResource(OURS + "libargand_cuda.so") == null) {
            throw new UnsatisfiedLinkError(
                    "this jar was built without its native libraries, for which cmake, a C++"
                            + " compiler and jni.h are needed");
        }
    }

    private static Path ours(NativeFolder folder, String name) throws IOException {
        return folder.extract(OURS + name, name)
                .orElseThrow(() -> new UnsatisfiedLinkError("this jar was built without " + name));
    }

    private static LateLibrary late(
            Library library, Shim shim, NativeFolder folder, boolean software) throws IOException {
        if (software && library.setting.value().isEmpty()) {
            return LateLibrary.standIn(
                    library, shim, ours(folder, library.stem.replace(".so.", "-standin.so")));
        }
        int[] version = new int[1];
        JCudaDriver.cuDriverGetVersion(version);
        return LateLibrary.installed(library, shim, version[0] / 1000);
    }

    /** The system's driver, or the one at a path, which then is the libcuda.so.1 of this process. */
    private static void loadDriver(String chosen) {
        if (chosen.isEmpty()) {
            requireDriver(DRIVER);
            return;
        }
        if (!Path.of(chosen).isAbsolute()) {
            throw new UnsatisfiedLinkError(
                    "%s is '%s', neither '%s' nor the absolute path of a driver library"
                            .formatted(Setting.DRIVER, chosen, SOFTWARE));
        }
        try {
            System.load(chosen);
        } catch (UnsatisfiedLinkError e) {
            throw new UnsatisfiedLinkError("%s: %s".formatted(Setting.DRIVER, e.getMessage()));
        }
        Optional<MemorySegment> entry = entry(chosen);
        if (entry.isEmpty() || !entry.equals(entry(DRIVER))) {
            throw new UnsatisfiedLinkError(
                    "%s: %s is no driver that calls itself %s"
                            .formatted(Setting.DRIVER, chosen, DRIVER));
        }
    }

    private static void requireDriver(String name) {
        if (entry(name).isEmpty()) {
            throw new UnsatisfiedLinkError("no NVIDIA driver: " + name + " is not found");
        }
    }

    /** The first function of a driver, which is loaded for that; empty if there is no such driver. */
    private static Optional<MemorySegment> entry(String driver) {
        try {
            return SymbolLookup.libraryLookup(driver, Arena.global()).find("cuInit");
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** There are no shims: cuBLAS 12 and cuFFT 10 must be on the PATH, as the toolkits of CUDA 12 and 11 put them. */
    private static Outcome onWindows(String driver) throws IOException {
        if (!driver.isEmpty() || !isX86()) {
            throw new UnsatisfiedLinkError(
                    driver.isEmpty()
                            ? "JCuda has no natives for " + platform()
                            : Setting.DRIVER + " is for Linux only");
        }
        requireDriver(WINDOWS_DRIVER);
        NativeFolder folder = new NativeFolder();
        try {
            loadJCuda(folder, "", "-windows-x86_64.dll");
            cublas = LateLibrary.linked(Library.CUBLAS, "JCublas2");
            cufft = LateLibrary.linked(Library.CUFFT, "JCufft");
            return new Ready("system", Optional.empty());
        } finally {
            folder.remove();
        }
    }

    /** Initialises JCuda's classes, each of which loads its native from what is the folder of temporary files meanwhile. */
    private static void loadJCuda(NativeFolder folder, String before, String after)
            throws IOException {
        String version = JCudaVersion.get();
        for (String name : new String[] {"JCudaDriver", "JCublas2", "JCufft"}) {
            String own = name.equals("JCufft") ? CUFFT_VERSION : version;
            String resource = "lib/" + before + name + "-" + own + after;
            if (folder.extract(resource, before + name + "-" + version + after).isEmpty()) {
                throw new UnsatisfiedLinkError(resource + " of JCuda is not on the class path");
            }
        }
        String key = "java.io.tmpdir";
        String usual = System.setProperty(key, folder.path().toString());
        try {
            JCudaDriver.setLogLevel(LogLevel.LOG_QUIET);
            JCudaDriver.setExceptionsEnabled(false);
            JCublas2.setLogLevel(LogLevel.LOG_QUIET);
            JCublas2.setExceptionsEnabled(false);
            JCufft.setLogLevel(LogLevel.LOG_QUIET);
            JCufft.setExceptionsEnabled(false);
        } finally {
            System.setProperty(key, usual);
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static boolean isX86() {
        return System.getProperty("os.arch").equals("amd64");
    }

    private static String platform() {
        return System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    }
}
