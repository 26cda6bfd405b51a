package org.argand.backend.cuda;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUfunction;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUjit_option;
import jcuda.driver.CUmodule;
import jcuda.driver.CUstream;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/**
 * The CUDA driver as the backend sees it: raw addresses and handles, a result code from every call.
 *
 * <p>The only class that names JCuda's driver binding. Handles are subclasses of JCuda's, because their constructors from
 * addresses are protected; kernel parameters are a native {@code void*[]}, which makes a launch cost no garbage.
 */
final class CudaDriver {
    /** The code of a call that did what was asked. */
    static final int SUCCESS = 0;

    /** CUDA_ERROR_OUT_OF_MEMORY. */
    static final int OUT_OF_MEMORY = 2;

    /** CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, the first of those about captures. */
    static final int CAPTURE_UNSUPPORTED = 900;

    private static final int LOG_BYTES = 8192;

    private CudaDriver() {}

    /** A stream of work on one device. */
    static final class Stream extends CUstream {
        /** Its address, for libraries. */
        long handle() {
            return getNativePointer();
        }
    }

    /** A point in a stream. */
    static final class Event extends CUevent {}

    /** A kernel. */
    static final class Function extends CUfunction {
        /** Its address. */
        long handle() {
            return getNativePointer();
        }
    }

    /** The primary context of a device. */
    static final class Context extends CUcontext {}

    /** Loaded code. */
    static final class Module extends CUmodule {}

    /** Recorded work. */
    static final class Graph extends CUgraph {}

    /** Recorded work made ready to run. */
    static final class ExecutableGraph extends CUgraphExec {}

    /** An address in host memory. */
    static final class HostAddress extends Pointer {
        HostAddress(long address) {
            super(address);
        }

        private HostAddress() {}

        long address() {
            return getNativePointer() + getByteOffset();
        }
    }

    /** An address in device memory: JCuda adds an offset to a null pointer. */
    static final class DeviceAddress extends CUdeviceptr {
        private static final CUdeviceptr NULL = new CUdeviceptr();

        private DeviceAddress() {}

        DeviceAddress(long address) {
            super(NULL, address);
        }

        long address() {
            return getNativePointer() + getByteOffset();
        }
    }

    /** What a device is. */
    record Properties(
            String name, int major, int minor, int multiprocessors, long bytes, int pciBus) {}

    /** Starts the driver; the number of devices, or the negative code of what went wrong. */
    static int start() {
        JCudaDriver.setExceptionsEnabled(false);
        int code = JCudaDriver.cuInit(0);
        int[] count = new int[1];
        if (code == SUCCESS) {
            code = JCudaDriver.cuDeviceGetCount(count);
        }
        return code == SUCCESS ? count[0] : -code;
    }

    /** The CUDA version that the driver supports, 12040 for 12.4. */
    static int version() {
        int[] version = new int[1];
        JCudaDriver.cuDriverGetVersion(version);
        return version[0];
    }

    /** The name and the text of a result code. */
    static String text(int code) {
        String[] name = new String[1];
        String[] text = new String[1];
        JCudaDriver.cuGetErrorName(code, name);
        JCudaDriver.cuGetErrorString(code, text);
        return (name[0] == null ? "CUDA error " + code : name[0])
                + (text[0] == null ? "" : " (" + text[0] + ")");
    }

    private static CUdevice device(int index) {
        CUdevice device = new CUdevice();
        JCudaDriver.cuDeviceGet(device, index);
        return device;
    }

    static Properties properties(int index) {
        CUdevice device = device(index);
        byte[] name = new byte[256];
        JCudaDriver.cuDeviceGetName(name, name.length, device);
        long[] bytes = new long[1];
        JCudaDriver.cuDeviceTotalMem(bytes, device);
        return new Properties(
                new String(name, StandardCharsets.UTF_8).replaceAll("\0.*", "").strip(),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT),
                bytes[0],
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_PCI_BUS_ID));
    }

    private static int attribute(CUdevice device, int attribute) {
        int[] value = new int[1];
        JCudaDriver.cuDeviceGetAttribute(value, attribute, device);
        return value[0];
    }

    static int retain(int index, Context to) {
        return JCudaDriver.cuDevicePrimaryCtxRetain(to, device(index));
    }

    static int release(int index) {
        return JCudaDriver.cuDevicePrimaryCtxRelease(device(index));
    }

    /** Destroys everything that a device holds, also after a failure that nothing else mends. */
    static int reset(int index) {
        return JCudaDriver.cuDevicePrimaryCtxReset(device(index));
    }

    static int setCurrent(Context context) {
        return JCudaDriver.cuCtxSetCurrent(context);
    }

    static int createStream(Stream to) {
        return JCudaDriver.cuStreamCreate(to, CUstream_flags.CU_STREAM_NON_BLOCKING);
    }

    static int synchronise(Stream stream) {
        return JCudaDriver.cuStreamSynchronize(stream);
    }

    static int createEvent(Event to) {
        return JCudaDriver.cuEventCreate(to, CUevent_flags.CU_EVENT_DISABLE_TIMING);
    }

    static int record(Event event, Stream stream) {
        return JCudaDriver.cuEventRecord(event, stream);
    }

    static int synchronise(Event event) {
        return JCudaDriver.cuEventSynchronize(event);
    }

    /** Makes later work of {@code stream} wait for {@code event}. */
    static int await(Stream stream, Event event) {
        return JCudaDriver.cuStreamWaitEvent(stream, event, 0);
    }

    /** Device memory; its address goes to {@code address[0]}. */
    static int allocate(long bytes, long[] address) {
        DeviceAddress to = new DeviceAddress();
        int code = JCudaDriver.cuMemAlloc(to, bytes);
        address[0] = to.address();
        return code;
    }

    static int free(long address) {
        return JCudaDriver.cuMemFree(new DeviceAddress(address));
    }

    /** Free and total bytes of the current device. */
    static int memory(long[] free, long[] total) {
        return JCudaDriver.cuMemGetInfo(free, total);
    }

    /** Host memory that copies need not stage and kernels can reach; its address goes to {@code address[0]}. */
    static int allocatePinned(long bytes, long[] address) {
        HostAddress to = new HostAddress();
        int code = JCudaDriver.cuMemHostAlloc(to, bytes, JCudaDriver.CU_MEMHOSTALLOC_DEVICEMAP);
        address[0] = to.address();
        return code;
    }

    static int freePinned(long address) {
        return JCudaDriver.cuMemFreeHost(new HostAddress(address));
    }

    /** Where kernels find pinned host memory. */
    static int deviceAddress(long pinned, long[] address) {
        DeviceAddress to = new DeviceAddress();
        int code = JCudaDriver.cuMemHostGetDevicePointer(to, new HostAddress(pinned), 0);
        address[0] = to.address();
        return code;
    }

    static int copyToDevice(long to, long from, long bytes, Stream stream) {
        return JCudaDriver.cuMemcpyHtoDAsync(
                new DeviceAddress(to), new HostAddress(from), bytes, stream);
    }

    static int copyToHost(long to, long from, long bytes, Stream stream) {
        return JCudaDriver.cuMemcpyDtoHAsync(
                new HostAddress(to), new DeviceAddress(from), bytes, stream);
    }

    static int copyWithin(long to, long from, long bytes, Stream stream) {
        return JCudaDriver.cuMemcpyDtoDAsync(
                new DeviceAddress(to), new DeviceAddress(from), bytes, stream);
    }

    static int clear(long address, long bytes, Stream stream) {
        return JCudaDriver.cuMemsetD8Async(new DeviceAddress(address), (byte) 0, bytes, stream);
    }

    /** Compiles and loads PTX; what the compiler complains of goes to {@code log}. */
    static int load(Module to, String ptx, StringBuilder log) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(ptx);
            MemorySegment buffer = arena.allocate(LOG_BYTES);
            MemorySegment values = arena.allocate(JAVA_LONG, 2);
            values.setAtIndex(JAVA_LONG, 0, buffer.address());
            values.setAtIndex(JAVA_LONG, 1, LOG_BYTES);
            int[] options = {
                CUjit_option.CU_JIT_ERROR_LOG_BUFFER,
                CUjit_option.CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES
            };
            int code =
                    JCudaDriver.cuModuleLoadDataEx(
                            to,
                            new HostAddress(text.address()),
                            options.length,
                            options,
                            new HostAddress(values.address()));
            if (code != SUCCESS) {
                log.append(buffer.getString(0).strip());
            }
            return code;
        }
    }

    static int function(Module module, String name, Function to) {
        return JCudaDriver.cuModuleGetFunction(to, module, name);
    }

    /** Queues a kernel; {@code parameters} is the address of an array of addresses of its parameters. */
    static int launch(
            Function function,
            int gridX,
            int gridY,
            int blockX,
            int blockY,
            int shared,
            Stream stream,
            HostAddress parameters) {
        return JCudaDriver.cuLaunchKernel(
                function, gridX, gridY, 1, blockX, blockY, 1, shared, stream, parameters, null);
    }

    /** Records what is queued on {@code stream} from now on instead of running it. */
    static int beginCapture(Stream stream) {
        return JCudaDriver.cuStreamBeginCapture(
                stream, CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_RELAXED);
    }

    static int endCapture(Stream stream, Graph to) {
        return JCudaDriver.cuStreamEndCapture(stream, to);
    }

    static int instantiate(Graph graph, ExecutableGraph to) {
        return JCudaDriver.cuGraphInstantiate(to, graph, 0);
    }

    static int launch(ExecutableGraph graph, Stream stream) {
        return JCudaDriver.cuGraphLaunch(graph, stream);
    }

    static void destroy(Graph graph) {
        JCudaDriver.cuGraphDestroy(graph);
    }

    static void destroy(ExecutableGraph graph) {
        JCudaDriver.cuGraphExecDestroy(graph);
    }
}
