package org.argand.backend.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.argand.backend.cuda.CudaLibraries.Library;
import org.jspecify.annotations.Nullable;

/** cuBLAS or cuFFT: looked for and opened when it is first asked about, since many programs never do. */
final class LateLibrary {
    /** What came of opening it. */
    private record Result(boolean usable, String description) {}

    private final Supplier<Result> opening;
    private @Nullable Result result;

    private LateLibrary(Supplier<Result> opening) {
        this.opening = opening;
    }

    /** The stand-in of the software device. */
    static LateLibrary standIn(Library library, Shim shim, Path file) {
        return new LateLibrary(
                () -> open(shim, file, library.title + ", a stand-in that computes on the CPU"));
    }

    /** The one that the user names, or that is found for a driver of CUDA version {@code cuda}. */
    static LateLibrary installed(Library library, Shim shim, int cuda) {
        return new LateLibrary(() -> {
            String chosen = library.setting.value();
            if (!chosen.isEmpty()) {
                return chosen(library, shim, Path.of(chosen));
            }
            CudaLibraries libraries = CudaLibraries.ofThisMachine();
            Optional<Path> found = libraries.find(library, cuda);
            return found.isPresent()
                    ? open(shim, found.get(), found.get().toString())
                    : new Result(false, libraries.reason(library, cuda));
        });
    }

    /** The one that JCuda's native was linked to, where there are no shims. */
    static LateLibrary linked(Library library, String binding) {
        return new LateLibrary(
                () -> new Result(true, library.title + " as " + binding + " was linked to it"));
    }

    private static Result chosen(Library library, Shim shim, Path file) {
        return file.isAbsolute() && Files.isRegularFile(file)
                ? open(shim, file, file.toString())
                : new Result(
                        false,
                        "%s is '%s', no absolute path of a file".formatted(library.setting, file));
    }

    private static Result open(Shim shim, Path file, String description) {
        return shim.open(file)
                .map(error -> new Result(false, error))
                .orElseGet(() -> new Result(true, description));
    }

    boolean usable() {
        return result().usable();
    }

    /** Which library it is, or why there is none. */
    String description() {
        return result().description();
    }

    private synchronized Result result() {
        Result known = result;
        if (known == null) {
            known = opening.get();
            result = known;
        }
        return known;
    }
}
