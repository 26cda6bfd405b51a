package org.argand.backend.cpu.loops;

import java.lang.classfile.CodeBuilder;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import java.util.OptionalInt;
import org.argand.backend.Program;

/** Makes loops of pointwise programs. */
public final class Loops {
    /** Operations of the largest loop: HotSpot compiles no method of more than 8000 bytes. */
    private static final int MOST = 800;

    /** How many elements, and less than a vector, one of {@link #streams} leaves undone at most. */
    public static final int MOST_AHEAD = StreamWriter.AHEAD / Float.BYTES;

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
    public static Optional<Loop> vectors(Program program, boolean[] uniform, Ending ending) {
        return vectors(program, uniform, ending, VectorWriter::new);
    }

    /** The same for arrays that no cache holds. */
    public static Optional<Loop> streams(Program program, boolean[] uniform, Ending ending) {
        return vectors(program, uniform, ending, StreamWriter::new);
    }

    private interface Writer {
        LoopWriter of(Body body, Ending ending, CodeBuilder code);
    }

    private static Optional<Loop> vectors(
            Program program, boolean[] uniform, Ending ending, Writer writer) {
        return Body.vectors(program, uniform)
                .filter(Loops::hasBytes)
                .filter(body -> body.graph().size() * copies(body, ending) <= MOST)
                .map(body -> load(LoopWriter.write(code -> writer.of(body, ending, code))));
    }

    /** How often the body of a loop over vectors is written for each step. */
    static int copies(Body body, Ending ending) {
        return ending == Ending.ADDED_ALONG ? Math.max(1, Ending.ACCUMULATORS / lanes(body)) : 1;
    }

    static int lanes(Body body) {
        return body.graph().isWide() ? Shapes.DOUBLES.length() : Shapes.FLOATS.length();
    }

    /** Whether there are vectors of truth values, if any are loaded or stored. */
    private static boolean hasBytes(Body body) {
        return Shapes.hasBytes(lanes(body)) || !body.movesTruth();
    }

    private static Loop load(byte[] bytes) {
        return LoopWriter.load(MethodHandles.lookup(), bytes);
    }
}
