package org.argand.backend.cuda;

import org.argand.backend.Program;

/** What a generated kernel is made from: equal keys make equal kernels. */
sealed interface KernelKey permits PtxWriter.Key, PtxReduction.Key {
    /** Letters of a name after which no function is added. */
    int MOST_LETTERS = 60;

    /** The program that makes the elements. */
    Program program();

    /** The name of the kernel in its module, by which profilers show it: what it does, as far as that is short. */
    String name();

    /** {@code first} and the functions of {@code program} in their order. */
    static String name(String first, Program program) {
        StringBuilder name = new StringBuilder(first);
        for (Program.Instruction code : program.code()) {
            name.append('_').append(code.function().label().replaceAll("\\W", "_"));
            if (name.length() > MOST_LETTERS) {
                return name.append("_more").toString();
            }
        }
        return name.toString();
    }

    KernelSignature signature();

    /** The text of the module; the program {@linkplain PtxScalars#missing misses} nothing in the library. */
    String write(DeviceLibrary library);
}
