package org.argand.backend;

import static org.argand.backend.ProgramWriter.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.tensor.Arithmetic;
import org.argand.tensor.Holomorphic;
import org.junit.jupiter.api.Test;

/** Programs are what was written, each instruction once, and one object for one content. */
class ProgramWriterTest {
    private static final DType F = DType.FLOAT32;

    private final ProgramWriter writer = new ProgramWriter();

    /** exp(x·y) for {@code factor} = MUL, exp(x + y) for ADD. */
    private Program write(Arithmetic factor, DType dtype) {
        writer.clear();
        int x = writer.source(new Program.Input(dtype));
        int y = writer.source(new Program.Input(dtype));
        int both = writer.apply(factor, dtype, x, y, NONE);
        return writer.program(writer.apply(Holomorphic.EXP, dtype, both, NONE, NONE));
    }

    @Test
    void program_isWhatWasWritten() {
        Program p = write(Arithmetic.MUL, F);
        assertEquals(List.of(new Program.Input(F), new Program.Input(F)), p.sources());
        assertEquals(
                List.of(
                        new Program.Instruction(Arithmetic.MUL, F, List.of(0, 1)),
                        new Program.Instruction(Holomorphic.EXP, F, List.of(2))),
                p.code());
        assertEquals(List.of(3), p.results());
    }

    private boolean isGivenTwice() {
        Program first = write(Arithmetic.MUL, F);
        return first == write(Arithmetic.MUL, F);
    }

    @Test
    void equalContent_isOneObject() {
        Program p = write(Arithmetic.MUL, F);
        assertNotEquals(p, write(Arithmetic.ADD, F));
        assertNotEquals(p, write(Arithmetic.MUL, DType.FLOAT64));
        // Tests beside this one may push a program out between two looks; hardly a hundred times.
        assertTrue(IntStream.range(0, 100).anyMatch(k -> isGivenTwice()));
        Program made = new Program(p.sources(), p.code(), p.results());
        assertEquals(made, p);
        assertEquals(made.hashCode(), p.hashCode());
    }

    @Test
    void equalInstructions_areWrittenOnce() {
        int x = writer.source(new Program.Input(F));
        int first = writer.apply(Holomorphic.EXP, F, x, NONE, NONE);
        assertEquals(first, writer.apply(Holomorphic.EXP, F, x, NONE, NONE));
        Program p = writer.program(writer.apply(Arithmetic.ADD, F, first, first, NONE));
        assertEquals(2, p.code().size());
        assertEquals(List.of(1, 1), p.code().getLast().operands());
    }

    /** Arrays grow, and sources may come after instructions. */
    @Test
    void longProgram_keepsItsOrder() {
        int sum = writer.source(new Program.Input(F));
        for (int k = 1; k < 200; k++) {
            sum = writer.apply(Arithmetic.ADD, F, sum, writer.source(new Program.Input(F)), NONE);
        }
        Program p = writer.program(sum);
        assertEquals(200, p.sources().size());
        assertEquals(List.of(0, 1), p.code().getFirst().operands());
        for (int k = 1; k < 199; k++) {
            assertEquals(List.of(199 + k, k + 1), p.code().get(k).operands());
        }
        assertEquals(List.of(398), p.results());
    }

    /** Far more programs than are remembered, twice: each is right both times. */
    @Test
    void forgottenPrograms_equalThoseMadeAgain() {
        Program[] first = new Program[10_000];
        for (int round = 0; round < 2; round++) {
            for (int k = 0; k < first.length; k++) {
                writer.clear();
                int x = writer.source(new Program.Input(F));
                for (int bit = 0; bit < 14; bit++) {
                    Arithmetic f = (k >> bit & 1) == 0 ? Arithmetic.ADD : Arithmetic.MUL;
                    x = writer.apply(f, F, x, 0, NONE);
                }
                Program p = writer.program(x);
                if (round == 0) {
                    first[k] = p;
                } else {
                    assertEquals(first[k], p);
                }
                Arithmetic last = (k >> 13 & 1) == 0 ? Arithmetic.ADD : Arithmetic.MUL;
                assertEquals(last, p.code().getLast().function());
            }
        }
    }
}
