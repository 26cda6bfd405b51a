package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.backend.Buffer;
import org.argand.backend.cuda.CudaMemory.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks are given again, given back, and bounded; on a backend of its own with little memory. */
class CudaMemoryTest {
    private static final long LIMIT = 1 << 20;

    private CudaBackend backend;

    @BeforeEach
    void open() {
        SoftwareDevice.assume();
        backend = new CudaBackend(Device.cuda(1), LIMIT);
    }

    @AfterEach
    void close() {
        if (backend != null) {
            backend.context().close();
        }
    }

    private Statistics statistics() {
        return backend.context().memory().statistics();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 511, 512, 513, 4096, 4097, 5000, 1 << 20, (1 << 20) + 1, 1L << 40})
    void sizeClass_wastesAQuarterAtMost(long bytes) {
        long size = CudaMemory.rounded(bytes);
        assertTrue(size >= bytes && size >= 512 && size % 512 == 0, size + " for " + bytes);
        assertTrue(size <= Math.max(512, bytes + bytes / 4 + 512), size + " for " + bytes);
        assertEquals(size, CudaMemory.rounded(size));
    }

    @Test
    void freedBlock_isGivenAgain() {
        Buffer a = backend.allocate(DType.FLOAT32, 1000);
        assertEquals(4096, statistics().inUse());
        a.free();
        a.free();
        assertEquals(new Statistics(0, 4096, 4096, LIMIT, 0, 1), statistics());
        backend.allocate(DType.COMPLEX64, 500).free();
        assertEquals(new Statistics(0, 4096, 4096, LIMIT, 1, 1), statistics());
    }

    @Test
    void highWater_isLookedForAnew() {
        Buffer a = backend.allocate(DType.FLOAT32, 1000);
        backend.allocate(DType.FLOAT32, 1000).free();
        assertEquals(8192, statistics().highWater());
        backend.context().memory().restartHighWater();
        assertEquals(4096, statistics().highWater());
        a.free();
        assertEquals(4096, statistics().highWater());
    }

    @Test
    void trim_givesEverythingKeptBack() {
        backend.allocate(DType.FLOAT32, 1000).free();
        backend.context().memory().trim();
        assertEquals(new Statistics(0, 4096, 0, LIMIT, 0, 1), statistics());
    }

    @Test
    void whatIsKept_makesRoomForOtherSizes() {
        backend.allocate(DType.BOOL, LIMIT / 2 + 1).free();
        Buffer all = backend.allocate(DType.BOOL, LIMIT);
        assertEquals(LIMIT, statistics().inUse());
        all.free();
    }

    @Test
    void tooMuch_isOneErrorWithTheSizes() {
        Buffer half = backend.allocate(DType.BOOL, LIMIT / 2);
        ArgandException e =
                assertThrows(
                        ArgandException.OutOfMemory.class,
                        () -> backend.allocate(DType.FLOAT64, LIMIT));
        assertTrue(
                e.getMessage()
                        .startsWith(
                                "allocate: 8388608 bytes do not fit on cuda:1: 524288 bytes are in"
                                        + " use"),
                e.getMessage());
        assertTrue(e.getMessage().contains("the limit is " + LIMIT), e.getMessage());
        half.free();
    }

    @Test
    void absurdLength_isRefused() {
        assertThrows(
                ArgandException.OutOfMemory.class,
                () -> backend.allocate(DType.COMPLEX128, Long.MAX_VALUE / 2));
    }

    @Test
    void unreachableBuffers_areCollectedBeforeMemoryEnds() {
        for (int k = 0; k < 64; k++) {
            // Nobody keeps or frees it.
            assertEquals(LIMIT / 4, backend.allocate(DType.BOOL, LIMIT / 4).length());
        }
        assertTrue(statistics().inUse() <= LIMIT);
    }

    @Test
    void bufferOfAnotherContext_isRefused() {
        Buffer mine = backend.allocate(DType.FLOAT32, 4);
        CudaBackend other = SoftwareDevice.backend();
        ArgandException e =
                assertThrows(
                        ArgandException.DeviceMismatch.class,
                        () -> CudaBuffer.of(mine, other.context(), "add"));
        assertEquals("add: an operand is on cuda:1, not on cuda:0", e.getMessage());
        mine.free();
    }

    @Test
    void freedBuffer_isRefused() {
        Buffer b = backend.allocate(DType.FLOAT32, 4);
        b.free();
        assertTrue(b.isFreed());
        ArgandException e =
                assertThrows(
                        ArgandException.UseAfterFree.class,
                        () -> CudaBuffer.of(b, backend.context(), "add"));
        assertEquals("add: the buffer of 4 float32 elements was freed", e.getMessage());
    }
}
