package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.argand.array.DType;
import org.argand.backend.Fold;
import org.argand.backend.Program;
import org.argand.backend.Program.Instruction;
import org.argand.tensor.Arithmetic;
import org.argand.tensor.Holomorphic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pointwise kernels as text: every function has one, the assembler takes them, equal programs give equal ones. */
class PtxWriterTest {
    private static final DeviceLibrary LIBRARY = PtxPrograms.emptyFunctions();

    private static List<Access> accesses(Program program) {
        int inputs = PtxWriter.inputs(program).size();
        List<Access> all = new ArrayList<>();
        for (int width = 1; width <= CudaPointwise.width(program); width *= 2) {
            all.add(new Access.Flat(width, Collections.nCopies(inputs, false)));
        }
        List<Boolean> single = new ArrayList<>(Collections.nCopies(inputs, true));
        if (inputs > 0) {
            single.set(0, false);
        }
        all.add(new Access.Flat(1, single));
        all.add(new Access.Strided(1, false));
        all.add(new Access.Strided(3, false));
        all.add(new Access.Strided(8, true));
        return all;
    }

    @Test
    void everyFunction_hasAKernel() {
        for (Program program : PtxPrograms.all()) {
            assertEquals(Optional.empty(), PtxScalars.missing(program, LIBRARY));
        }
    }

    @Test
    void everyFunction_isAcceptedByTheAssembler(@TempDir Path folder) throws Exception {
        Ptxas.assumePresent();
        List<Program> programs = new ArrayList<>(PtxPrograms.all());
        programs.addAll(PtxPrograms.random());
        StringBuilder module = new StringBuilder(Ptx.HEADER);
        module.append(LIBRARY.closure(LIBRARY.names()));
        int n = 0;
        for (Program program : programs) {
            for (Access access : accesses(program)) {
                String text = new PtxWriter.Key(program, access).write(LIBRARY);
                String kernel = text.substring(text.indexOf(".visible .entry"));
                module.append(kernel.replaceFirst("entry \\w+", "entry kernel" + n++));
            }
        }
        Ptxas.accept(folder, n + " kernels", module.toString());
    }

    @Test
    void programs_thatAreEqualGiveEqualText() {
        Access access = new Access.Flat(2, List.of(false, false));
        assertEquals(
                new PtxWriter.Key(chain(), access).write(LIBRARY),
                new PtxWriter.Key(chain(), access).write(LIBRARY));
    }

    @Test
    void kernel_holdsOnlyTheFunctionsItCalls() {
        String text =
                new PtxWriter.Key(chain(), new Access.Flat(1, List.of(false, false)))
                        .write(LIBRARY);
        assertTrue(text.contains("argand_exp_c64"));
        assertTrue(text.contains("argand_mul_c64"));
        assertEquals(2, text.split("\\.func", -1).length - 1);
    }

    /** Which a profiler shows. */
    @Test
    void kernel_isNamedAfterWhatItDoes() {
        PtxWriter.Key key = new PtxWriter.Key(chain(), new Access.Flat(1, List.of(false, false)));
        assertEquals("pointwise_mul_exp", key.name());
        assertTrue(key.write(LIBRARY).contains(".visible .entry pointwise_mul_exp("));
        Program sum = Program.copy(DType.COMPLEX64);
        assertEquals(
                "sum_first",
                new PtxReduction.Key(
                                Fold.SUM,
                                DType.COMPLEX64,
                                sum,
                                PtxReduction.Stage.FIRST,
                                1,
                                1,
                                false)
                        .name());
    }

    @Test
    void function_thatIsNowhereIsNamed() {
        DeviceLibrary none = new DeviceLibrary("");
        assertEquals(
                Optional.of("no kernel for exp(complex64)"), PtxScalars.missing(chain(), none));
    }

    /** exp(z·w). */
    private static Program chain() {
        DType d = DType.COMPLEX64;
        return new Program(
                List.of(new Program.Input(d), new Program.Input(d)),
                List.of(
                        new Instruction(Arithmetic.MUL, d, List.of(0, 1)),
                        new Instruction(Holomorphic.EXP, d, List.of(2))),
                List.of(3));
    }
}
