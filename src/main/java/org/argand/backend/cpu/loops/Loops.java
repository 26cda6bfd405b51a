package org.argand.backend.cpu.loops;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.argand.backend.Program;

/** Makes loops of pointwise programs. */
public final class Loops {
    private Loops() {}

    /** The loop over single elements: the meaning of the program, which all others share to the bit. */
    public static Loop scalar(Program program, boolean[] uniform) {
        Body body = Body.scalar(program, uniform);
        return load(LoopWriter.write(code -> new ScalarWriter(body, code)));
    }

    /** The loop over vectors, if all types and functions have a form in vectors; only with the Vector API. */
    public static Optional<Loop> vectors(Program program, boolean[] uniform) {
        return Body.vectors(program, uniform)
                .map(body -> load(LoopWriter.write(code -> new VectorWriter(body, code))));
    }

    private static Loop load(byte[] bytes) {
        return LoopWriter.load(MethodHandles.lookup(), bytes);
    }
}
