package org.argand.backend.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.argand.array.ArgandException;

/** The code of one device: kernels that ship as PTX, and those that are generated, each compiled once by the driver. */
final class CudaModules {
    private static final String FOLDER = "/org/argand/kernels/";

    private final CudaContext context;
    private final Map<String, CudaDriver.Module> shipped = new ConcurrentHashMap<>();
    private final Map<Object, CudaDriver.Function> functions = new ConcurrentHashMap<>();

    /** A kernel of a file that ships. */
    private record Shipped(String file, String kernel) {}

    CudaModules(CudaContext context) {
        this.context = context;
    }

    /** The kernel of that name in {@code kernels/<file>.cu}. */
    CudaDriver.Function shipped(String file, String kernel) {
        return functions.computeIfAbsent(
                new Shipped(file, kernel),
                _ ->
                        function(
                                shipped.computeIfAbsent(file, f -> load(f, text(f + ".ptx"))),
                                kernel));
    }

    /** The kernel of that key. */
    CudaDriver.Function generated(KernelKey key) {
        CudaDriver.Function known = functions.get(key);
        return known != null ? known : functions.computeIfAbsent(key, _ -> made(key));
    }

    private CudaDriver.Function made(KernelKey key) {
        return function(load(key.name(), key.write(DeviceLibrary.shipped())), key.name());
    }

    /** How many kernels are ready. */
    int size() {
        return functions.size();
    }

    /** The text of a file that ships with the library. */
    static String text(String file) {
        try (InputStream in = CudaModules.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the library was built without " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CudaDriver.Module load(String what, String ptx) {
        context.makeCurrent();
        CudaDriver.Module module = new CudaDriver.Module();
        StringBuilder log = new StringBuilder();
        int code = CudaDriver.load(module, ptx, log);
        if (code != CudaDriver.SUCCESS && !log.isEmpty()) {
            throw new ArgandException.DeviceFailure(
                    what,
                    context.device()
                            + " answered "
                            + CudaDriver.text(code)
                            + " to its PTX: "
                            + log);
        }
        context.check(what, code);
        return module;
    }

    private CudaDriver.Function function(CudaDriver.Module module, String kernel) {
        context.makeCurrent();
        CudaDriver.Function function = new CudaDriver.Function();
        context.check(kernel, CudaDriver.function(module, kernel, function));
        return function;
    }
}
