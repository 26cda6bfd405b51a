package org.argand.backend.cuda;

/** The calls of the driver that JCuda lacks, from libargand_cuda.so; each answers a result code. */
final class CudaExtras {
    /** CU_MEMPOOL_ATTR_RELEASE_THRESHOLD: how many unused bytes a pool keeps when work ends. */
    static final int RELEASE_THRESHOLD = 4;

    private CudaExtras() {}

    /** Sets an attribute of the pool that stream-ordered allocations of {@code device} come from. */
    static native int setPoolAttribute(int device, int attribute, long value);

    /** Reads an attribute of that pool into {@code value[0]}. */
    static native int poolAttribute(int device, int attribute, long[] value);

    /** Gives what that pool holds unused back to the device, down to {@code bytes}. */
    static native int trimPool(int device, long bytes);

    /** Takes the parameters of {@code graph}, of the same shape, over into a graph that is ready to run. */
    static native int updateGraph(long executable, long graph);

    /** Whether {@code stream} is recording, as {@code CUstreamCaptureStatus}, and the number of the recording. */
    static native int captureInfo(long stream, long[] statusAndId);

    /** Pinned host memory, whose address goes to {@code address[0]}. */
    static native int allocateHost(long bytes, int flags, long[] address);

    static native int freeHost(long address);

    /** Queues a kernel; {@code parameters} is the address of an array of addresses of its parameters. */
    static native int launch(
            long function,
            int gridX,
            int gridY,
            int gridZ,
            int blockX,
            int blockY,
            int blockZ,
            int shared,
            long stream,
            long parameters);

    /**
     * Queues {@code count} kernels, up to the first that fails. At {@code commands} lie, each of 8 bytes, for every one of them:
     * function, grid x, y, z, block x, y, z, bytes of shared memory, stream, number of parameters, the parameters.
     */
    static native int launchBatch(long commands, int count);
}
