package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.argand.backend.cuda.CudaLibraries.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds libraries in file systems made up for it. */
class CudaLibrariesTest {
    @TempDir Path root;

    @Test
    void emptyMachine_saysWhereItLooked() {
        assertEquals(Optional.empty(), find(Library.CUBLAS, 13));
        String reason = new CudaLibraries(root, Map.of()).reason(Library.CUBLAS, 13);
        assertTrue(reason.contains("no libcublas.so.13, .12 or .11 in CUDA_HOME"), reason);
        assertTrue(reason.contains("argand.cublas or ARGAND_CUBLAS"), reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/local/cuda/lib64",
                "/usr/local/cuda-12.4/targets/x86_64-linux/lib",
                "/opt/cuda/lib64",
                "/usr/lib/x86_64-linux-gnu",
                "/usr/lib64",
                "/usr/local/lib/python3.11/dist-packages/nvidia/cublas/lib",
                "/opt/conda/lib/python3.12/site-packages/nvidia/cublas/lib",
                "/usr/local/lib/python3.13/site-packages/nvidia/cu13/lib"
            })
    void usualFolder_isFound(String folder) throws IOException {
        Path library = touch(folder + "/libcublas.so.12");
        assertEquals(Optional.of(library), find(Library.CUBLAS, 13));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUDA_HOME", "CUDA_PATH"})
    void toolkitOfTheEnvironment_comesFirst(String variable) throws IOException {
        touch("/usr/local/cuda/lib64/libcufft.so.12");
        Path chosen = touch("/data/cuda/lib64/libcufft.so.11");
        CudaLibraries libraries = new CudaLibraries(root, Map.of(variable, "/data/cuda"));
        assertEquals(Optional.of(chosen), libraries.find(Library.CUFFT, 13));
    }

    @Test
    void searchPath_isReadInOrder() throws IOException {
        touch("/second/libcufft.so.12");
        Path first = touch("/first/libcufft.so.10");
        Map<String, String> environment =
                Map.of("LD_LIBRARY_PATH", "/none::relative:/first:/second");
        assertEquals(
                Optional.of(first), new CudaLibraries(root, environment).find(Library.CUFFT, 13));
    }

    @Test
    void environmentsOfPython_areFound() throws IOException {
        for (String variable : new String[] {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
            Path library =
                    touch(
                            "/"
                                    + variable
                                    + "/lib/python3.12/site-packages/nvidia/cufft/lib/libcufft.so.11");
            CudaLibraries libraries = new CudaLibraries(root, Map.of(variable, "/" + variable));
            assertEquals(Optional.of(library), libraries.find(Library.CUFFT, 12));
        }
        Path user =
                touch(
                        "/home/u/.local/lib/python3.9/site-packages/nvidia/cublas/lib/libcublas.so.12");
        assertEquals(
                Optional.of(user),
                new CudaLibraries(root, Map.of("HOME", "/home/u")).find(Library.CUBLAS, 12));
    }

    @Test
    void cacheOfTheLoader_isRead() throws IOException {
        Path library = touch("/strange/place/libcublas.so.11");
        touch("/etc/ld.so.cache");
        Files.write(
                root.resolve("etc/ld.so.cache"),
                "glibc-ld.so.cache1.1\1\2\0libm.so.6\0/lib/libm.so.6\0libcublas.so.11\0/strange/place/libcublas.so.11\0"
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Optional.of(library), find(Library.CUBLAS, 12));
    }

    @Test
    void newestThatTheDriverServes_wins() throws IOException {
        for (int version : new int[] {11, 12, 13}) {
            touch("/usr/local/cuda/lib64/libcublas.so." + version);
        }
        assertEquals(
                "libcublas.so.13", find(Library.CUBLAS, 13).orElseThrow().getFileName().toString());
        assertEquals(
                "libcublas.so.12", find(Library.CUBLAS, 12).orElseThrow().getFileName().toString());
        assertEquals(
                "libcublas.so.11", find(Library.CUBLAS, 11).orElseThrow().getFileName().toString());
    }

    @Test
    void libraryTooNewForTheDriver_isNamedAsTheReason() throws IOException {
        touch("/usr/local/cuda/lib64/libcufft.so.12");
        assertEquals(Optional.empty(), find(Library.CUFFT, 12));
        String reason = new CudaLibraries(root, Map.of()).reason(Library.CUFFT, 12);
        assertTrue(
                reason.endsWith("libcufft.so.12 needs a newer driver than one for CUDA 12"),
                reason);
    }

    @Test
    void newestToolkit_isTriedFirst() throws IOException {
        touch("/usr/local/cuda-12.9/lib64/libcublas.so.12");
        Path newest = touch("/usr/local/cuda-12.10/lib64/libcublas.so.12");
        assertEquals(Optional.of(newest), find(Library.CUBLAS, 12));
    }

    private Optional<Path> find(Library library, int cuda) {
        return new CudaLibraries(root, Map.of()).find(library, cuda);
    }

    private Path touch(String absolute) throws IOException {
        Path file = root.resolve(absolute.substring(1));
        Files.createDirectories(file.getParent());
        return Files.exists(file) ? file : Files.createFile(file);
    }
}
