package org.argand.backend.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A loaded shim: the library that JCuda's natives were linked to by name, which forwards to the installed version. */
final class Shim {
    private final MethodHandle open;

    /** Loads the shim, so that natives that ask for its name get it. */
    Shim(Path file) {
        System.load(file.toString());
        MemorySegment address =
                SymbolLookup.libraryLookup(file, Arena.global()).findOrThrow("argand_shim_open");
        open =
                Linker.nativeLinker()
                        .downcallHandle(address, FunctionDescriptor.of(ADDRESS, ADDRESS));
    }

    /** Forwards to {@code library} from now on; says what is wrong if it cannot. */
    Optional<String> open(Path library) {
        try (Arena arena = Arena.ofConfined()) {
            preloadCompanion(library);
            MemorySegment error =
                    (MemorySegment) open.invokeExact(arena.allocateFrom(library.toString()));
            return error.equals(MemorySegment.NULL)
                    ? Optional.empty()
                    : Optional.of(error.reinterpret(Long.MAX_VALUE).getString(0));
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** cuBLAS asks for cuBLASLt by name, which lies beside it and perhaps in none of the loader's folders. */
    private static void preloadCompanion(Path library) {
        String name = library.getFileName().toString().replace("libcublas.", "libcublasLt.");
        Path companion = library.resolveSibling(name);
        if (!companion.equals(library) && Files.isRegularFile(companion)) {
            SymbolLookup.libraryLookup(companion, Arena.global());
        }
    }
}
