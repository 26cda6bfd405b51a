package org.argand.backend.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder of the owner's alone, under a name that cannot be guessed, where natives of the jars are put to be loaded. */
final class NativeFolder {
    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    NativeFolder() throws IOException {
        // Java lets nobody but the owner into a temporary folder.
        folder = Files.createTempDirectory("argand-natives-").toRealPath();
    }

    Path path() {
        return folder;
    }

    /** The resource as a file of this name; empty if the jars have no such resource. */
    Optional<Path> extract(String resource, String name) throws IOException {
        // Through the loader: on the module path a class sees the resources of its own jar only.
        try (InputStream in = NativeFolder.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            Path file = folder.resolve(name);
            Files.copy(in, file);
            files.add(file);
            return Optional.of(file);
        }
    }

    /** Removes what can be removed now, which on Unix is everything, loaded or not, and the rest when the JVM ends. */
    void remove() {
        // Those that are marked last are removed first.
        folder.toFile().deleteOnExit();
        for (Path file : files) {
            if (!file.toFile().delete()) {
                file.toFile().deleteOnExit();
            }
        }
        boolean _ = folder.toFile().delete();
    }

    /** Removes everything when the JVM ends. */
    void removeOnExit() {
        folder.toFile().deleteOnExit();
        files.forEach(file -> file.toFile().deleteOnExit());
    }
}
