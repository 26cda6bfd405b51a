package org.argand.backend.cpu;

import java.util.List;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** A program, which runs on the elements of some rows. */
final class ProgramStage implements RowStage {
    private final Frame frame;
    private final long row;

    /** With so many elements to a row. */
    ProgramStage(Program program, Program.Bindings bindings, List<Operand> results, long row) {
        this.frame = Frame.of(program, bindings, results);
        this.row = row;
    }

    @Override
    public void run(int i0, int i1) {
        frame.fork().run(i0 * row, i1 * row);
    }
}
