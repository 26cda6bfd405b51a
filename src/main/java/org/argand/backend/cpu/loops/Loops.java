package org.argand.backend.cpu.loops;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import java.util.OptionalInt;
import org.argand.backend.Program;

/** Makes loops of pointwise programs. */
public final class Loops {
    private Loops() {}

    /** The loop over single elements: the meaning of the program, which all others share to the bit. */
    public static Loop scalar(Program program, boolean[] uniform, Ending ending) {
        Body body = Body.scalar(program, uniform);
        return load(LoopWriter.write(code -> new ScalarWriter(body, ending, code)));
    }

    /** Whether the program may have a loop over vectors, where there are vectors. */
    public static boolean hasVectors(Program program) {
        return Body.fitsVectors(program);
    }

    /** How many operations a loop over vectors has, if there is one; nothing is the same everywhere. */
    public static OptionalInt size(Program program) {
        return Body.vectors(program, new boolean[program.sources().size()])
                .map(body -> OptionalInt.of(body.graph().size()))
                .orElseGet(OptionalInt::empty);
    }

    /** The loop over vectors, if all types and functions have a form in vectors; only with the Vector API. */
    public static Optional<Loop> vectors(
            Program program, boolean[] uniform, Ending ending) {
        return Body.vectors(program, uniform)
                .filter(Loops::hasBytes)
                .map(body -> load(LoopWriter.write(code -> new VectorWriter(body, ending, code))));
    }

    /** Whether there are vectors of truth values, if any are loaded or stored. */
    private static boolean hasBytes(Body body) {
        int lanes =
                body.graph().isWide() ? Shapes.DOUBLES.length() : Shapes.FLOATS.length();
        return Shapes.hasBytes(lanes) || !body.movesTruth();
    }

    private static Loop load(byte[] bytes) {
        return LoopWriter.load(MethodHandles.lookup(), bytes);
    }
}
