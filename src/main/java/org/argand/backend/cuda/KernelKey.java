package org.argand.backend.cuda;

import org.argand.backend.Program;

/** What a generated kernel is made from: equal keys make equal kernels. */
sealed interface KernelKey permits PtxWriter.Key, PtxReduction.Key {
    /** The program that makes the elements. */
    Program program();

    /** The name of the kernel in its module. */
    String name();

    KernelSignature signature();

    /** The text of the module; the program {@linkplain PtxScalars#missing misses} nothing in the library. */
    String write(DeviceLibrary library);
}
