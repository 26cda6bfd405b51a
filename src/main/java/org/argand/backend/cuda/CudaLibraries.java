package org.argand.backend.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for installed CUDA libraries, by absolute path: the loader, asked by name, would answer with a shim.
 *
 * <p>Places are tried in the order in which they say what is wanted: the CUDA of the environment, the loader's folders, the
 * usual folders, and last what Python packages brought along. Within a place the newest version that the driver can serve wins.
 */
final class CudaLibraries {
    /** A library, and the versions of it that the shims can forward to, as ends of file names. */
    enum Library {
        CUBLAS("cuBLAS", "libcublas.so.", Setting.CUBLAS, 13),
        CUFFT("cuFFT", "libcufft.so.", Setting.CUFFT, 12);

        private static final int NEWEST_CUDA = 13;
        private static final int VERSIONS = 3;

        final String title;
        final String stem;
        final Setting setting;
        private final int newest;

        Library(String title, String stem, Setting setting, int newest) {
            this.title = title;
            this.stem = stem;
            this.setting = setting;
            this.newest = newest;
        }

        /** File names from the newest to the oldest, those left out that need a newer driver than one of {@code cuda}. */
        List<String> files(int cuda) {
            List<String> files = new ArrayList<>();
            for (int age = 0; age < VERSIONS; age++) {
                if (NEWEST_CUDA - age <= cuda) {
                    files.add(stem + (newest - age));
                }
            }
            return files;
        }

        /** What the shims can forward to, for people. */
        String names() {
            return stem + newest + ", ." + (newest - 1) + " or ." + (newest - 2);
        }
    }

    /** By name, longer ones first: cuda-12.10 is newer than cuda-12.9. */
    private static final Comparator<Path> NEWEST_FIRST =
            Comparator.comparing((Path path) -> path.toString().length())
                    .thenComparing(Path::toString)
                    .reversed();

    private final Path root;
    private final Map<String, String> environment;

    /** Looks in the file system under {@code root}, as the {@code environment} directs. */
    CudaLibraries(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /** Looks on this machine. */
    static CudaLibraries ofThisMachine() {
        return new CudaLibraries(Path.of("/"), System.getenv());
    }

    /** The library that a driver of CUDA version {@code cuda}, as 12, can serve; empty if there is none. */
    Optional<Path> find(Library library, int cuda) {
        List<String> files = library.files(cuda);
        return folders()
                .flatMap(folder -> files.stream().map(folder::resolve))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Why nothing was found, in one line. */
    String reason(Library library, int cuda) {
        Optional<Path> tooNew = find(library, Library.NEWEST_CUDA);
        if (tooNew.isPresent()) {
            return tooNew.get() + " needs a newer driver than one for CUDA " + cuda;
        }
        return "no %s in CUDA_HOME, CUDA_PATH, LD_LIBRARY_PATH, the loader's cache, /usr/local/cuda*, /opt/cuda, the system's library folders or Python's nvidia packages; %s can name one"
                .formatted(library.names(), library.setting);
    }

    /** Every folder that may hold a library, existing or not, the likeliest first. */
    private Stream<Path> folders() {
        return Stream.of(
                        toolkits(),
                        listed("LD_LIBRARY_PATH").stream(),
                        cached(),
                        usual(),
                        variable("CONDA_PREFIX").map(p -> p.resolve("lib")).stream(),
                        python())
                .flatMap(s -> s);
    }

    private Stream<Path> toolkits() {
        return Stream.of("CUDA_HOME", "CUDA_PATH")
                .flatMap(name -> variable(name).stream())
                .flatMap(CudaLibraries::libraryFolders);
    }

    private Stream<Path> usual() {
        Stream<Path> installed =
                Stream.concat(
                        Stream.of(at("/usr/local/cuda"), at("/opt/cuda")),
                        matching(at("/usr/local"), "cuda-*"));
        Stream<Path> system =
                Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib")
                        .map(this::at);
        return Stream.concat(installed.flatMap(CudaLibraries::libraryFolders), system);
    }

    private static Stream<Path> libraryFolders(Path toolkit) {
        return Stream.of("lib64", "targets/x86_64-linux/lib", "lib").map(toolkit::resolve);
    }

    /** The folders of the loader's cache: every path of it is a text that ends in a zero byte. */
    private Stream<Path> cached() {
        try {
            String cache = Files.readString(at("/etc/ld.so.cache"), StandardCharsets.ISO_8859_1);
            return Arrays.stream(cache.split("\0"))
                    .filter(CudaLibraries::isCudaLibrary)
                    .map(path -> at(path).getParent())
                    .distinct();
        } catch (IOException e) {
            return Stream.of();
        }
    }

    private static boolean isCudaLibrary(String path) {
        return path.startsWith("/")
                && Arrays.stream(Library.values()).anyMatch(l -> path.contains("/" + l.stem));
    }

    /** Where pip puts CUDA's libraries: a folder of each up to CUDA 12, one of all from 13 on. */
    private Stream<Path> python() {
        Stream<Path> prefixes =
                Stream.of(
                                variable("VIRTUAL_ENV").stream(),
                                variable("CONDA_PREFIX").stream(),
                                variable("HOME").map(p -> p.resolve(".local")).stream(),
                                Stream.of("/usr/local", "/usr", "/opt/conda").map(this::at))
                        .flatMap(s -> s);
        return prefixes.flatMap(prefix -> matching(prefix.resolve("lib"), "python3*"))
                .flatMap(lib -> Stream.of("site-packages", "dist-packages").map(lib::resolve))
                .flatMap(packages ->
                        Stream.of("cu13", "cublas", "cufft")
                                .map(name -> packages.resolve("nvidia/" + name + "/lib")));
    }

    private static Stream<Path> matching(Path folder, String glob) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            // A folder that may not be read holds nothing for us.
            return Stream.of();
        }
        found.sort(NEWEST_FIRST);
        return found.stream();
    }

    private Optional<Path> variable(String name) {
        return listed(name).stream().findFirst();
    }

    private List<Path> listed(String name) {
        return Arrays.stream(environment.getOrDefault(name, "").split(":"))
                .filter(part -> part.startsWith("/"))
                .map(this::at)
                .toList();
    }

    private Path at(String absolute) {
        return root.resolve(absolute.substring(1));
    }
}
