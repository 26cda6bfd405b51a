package org.argand.backend.cuda;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of a generated kernel before there is one for a device.
 *
 * @param refusal why there can be none
 */
record GeneratedKernel(KernelSignature signature, Optional<String> refusal) {
    private static final Map<KernelKey, GeneratedKernel> KNOWN = new ConcurrentHashMap<>();

    private static GeneratedKernel of(KernelKey key) {
        KernelSignature signature = key.signature();
        Optional<String> missing = PtxScalars.missing(key.program(), DeviceLibrary.shipped());
        return new GeneratedKernel(
                signature,
                missing.isPresent() || signature.fits()
                        ? missing
                        : Optional.of("more parameters than a kernel takes"));
    }

    /** Queues the kernel of that key on so many threads or more, or says why there is none. */
    static Optional<String> launch(
            CudaContext context,
            KernelKey key,
            KernelArguments arguments,
            String op,
            long threads) {
        GeneratedKernel kernel = KNOWN.get(key);
        if (kernel == null) {
            kernel = KNOWN.computeIfAbsent(key, GeneratedKernel::of);
        }
        if (kernel.refusal.isEmpty()) {
            CudaDriver.Function function = context.modules().generated(key);
            Launch launch = context.stream().launch(function);
            arguments.pass(kernel.signature, launch);
            launch.run(op, launch.blocks(threads, Launch.BLOCK), Launch.BLOCK);
        }
        return kernel.refusal;
    }
}
