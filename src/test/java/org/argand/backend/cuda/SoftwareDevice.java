package org.argand.backend.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.argand.Gpus;
import org.argand.array.Device;
import org.argand.backend.Backends;

/** What only the software device can do: fail on purpose, and count. */
final class SoftwareDevice {
    /** What fails. */
    enum Fault {
        NONE,
        ALLOCATION,
        LAUNCH,
        COPY,
        /** Any call that does work: the device is gone. */
        DEVICE
    }

    private static final Linker LINKER = Linker.nativeLinker();

    private SoftwareDevice() {}

    /** Skips a test that needs the software device where it does not run. */
    static void assume() {
        Gpus.assume();
        assumeTrue(
                Setting.DRIVER.value().equals("software"),
                "faults are injected on the software device only");
    }

    /** The backend of the first device. */
    static CudaBackend backend() {
        return (CudaBackend) Backends.of(Device.cuda(0));
    }

    private static MethodHandle handle(String name, FunctionDescriptor type) {
        MemorySegment symbol = SymbolLookup.loaderLookup().find(name).orElseThrow();
        return LINKER.downcallHandle(symbol, type);
    }

    /** Lets call number {@code nth} from now, counted from 0, of that kind answer {@code code}. */
    static void inject(Fault kind, long nth, int code) {
        call("argand_software_fault", kind.ordinal(), nth, code);
    }

    private static void call(String name, int kind, long nth, int code) {
        try {
            handle(name, FunctionDescriptor.ofVoid(JAVA_INT, JAVA_LONG, JAVA_INT))
                    .invokeExact(kind, nth, code);
        } catch (Throwable e) {
            throw new AssertionError(name, e);
        }
    }

    /** How many calls of that kind there were. */
    static long count(Fault kind) {
        try {
            return (long)
                    handle("argand_software_count", FunctionDescriptor.of(JAVA_LONG, JAVA_INT))
                            .invokeExact(kind.ordinal());
        } catch (Throwable e) {
            throw new AssertionError("argand_software_count", e);
        }
    }

    /** Bytes of device memory that nobody has freed. */
    static long liveBytes() {
        return figure("argand_software_live_bytes");
    }

    /** Bytes of pinned memory that nobody has freed. */
    static long pinnedBytes() {
        return figure("argand_software_pinned_bytes");
    }

    /** How often somebody has waited for the device. */
    static long synchronisations() {
        return figure("argand_software_synchronisations");
    }

    private static long figure(String name) {
        try {
            return (long) handle(name, FunctionDescriptor.of(JAVA_LONG)).invokeExact();
        } catch (Throwable e) {
            throw new AssertionError(name, e);
        }
    }
}
