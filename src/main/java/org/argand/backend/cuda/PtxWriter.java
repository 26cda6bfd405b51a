package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.cuda.Ptx.Kind;
import org.argand.backend.cuda.Ptx.Register;

/**
 * Writes pointwise programs as PTX: a kernel that strides over its grid, equal for equal programs and access.
 *
 * <p>Its only size is the number of elements.
 */
final class PtxWriter {
    private final Ptx ptx = new Ptx();
    private final Program program;
    private final List<DType> inputs;
    private final PtxFrame frame;

    /** A program, and how it finds its elements. */
    record Key(Program program, Access access) implements KernelKey {
        @Override
        public String name() {
            return KernelKey.name("pointwise", program);
        }

        @Override
        public KernelSignature signature() {
            int operands = inputs(program).size() + program.results().size();
            return switch (access) {
                case Access.Flat _ -> KernelSignature.of(program, 1, 0, Kind.B64, operands, false);
                case Access.Strided s ->
                        KernelSignature.of(program, 1, s.rank(), s.kind(), operands, false);
            };
        }

        @Override
        public String write(DeviceLibrary library) {
            PtxWriter writer = new PtxWriter(this);
            switch (access) {
                case Access.Flat flat -> writer.flat(flat);
                case Access.Strided strided -> writer.strided(strided);
            }
            writer.ptx.emit("ret");
            return writer.frame.module(name(), library);
        }
    }

    private PtxWriter(Key key) {
        this.program = key.program;
        this.inputs = inputs(program);
        this.frame = new PtxFrame(ptx, program, key.signature());
    }

    /** Types of the program's inputs. */
    static List<DType> inputs(Program program) {
        return program.sources().stream()
                .filter(Program.Input.class::isInstance)
                .map(Program.Source::dtype)
                .toList();
    }

    /** Rows of {@code width} elements first, and then those that fill no row, each by a thread. */
    private void flat(Access.Flat access) {
        int width = access.width();
        Map<Integer, Quantity> singles = new HashMap<>();
        for (int k = 0; k < inputs.size(); k++) {
            if (access.single().get(k)) {
                singles.put(k, PtxMemory.load(ptx, inputs.get(k), frame.address(k)));
            }
        }
        Register count = frame.size(0);
        Register first = frame.thread();
        Register rows = ptx.set(Kind.B64, "shr.u64", count, Integer.numberOfTrailingZeros(width));
        Register row = ptx.copy(first);
        ptx.loop(row, rows, frame.threads(), () -> elements(singles, row, width));
        if (width > 1) {
            Register whole = ptx.set(Kind.B64, "mul.lo.s64", rows, width);
            Register element = ptx.set(Kind.B64, "add.s64", whole, first);
            String end = ptx.label();
            ptx.branchIf(ptx.set(Kind.PREDICATE, "setp.ge.u64", element, count), end);
            elements(singles, element, 1);
            ptx.mark(end);
        }
    }

    /** The program on {@code width} neighbours, which are number {@code row} of such rows. */
    private void elements(Map<Integer, Quantity> singles, Register row, int width) {
        List<List<Quantity>> in = new ArrayList<>();
        for (int k = 0; k < inputs.size(); k++) {
            Quantity single = singles.get(k);
            DType dtype = inputs.get(k);
            in.add(
                    single != null
                            ? Collections.nCopies(width, single)
                            : PtxMemory.load(ptx, dtype, width, place(k, dtype, row, width)));
        }
        List<List<Quantity>> out = new ArrayList<>();
        for (int e = 0; e < width; e++) {
            int element = e;
            Register index = ptx.set(Kind.B64, "mad.lo.s64", row, width, e);
            out.add(
                    PtxScalars.evaluate(
                            ptx, program, frame.sources(k -> in.get(k).get(element), index)));
        }
        for (int r = 0; r < program.results().size(); r++) {
            int result = r;
            DType dtype = program.dtype(program.results().get(r));
            PtxMemory.store(
                    ptx,
                    out.stream().map(values -> values.get(result)).toList(),
                    place(inputs.size() + r, dtype, row, width));
        }
    }

    private Register place(int operand, DType dtype, Register row, int width) {
        int bytes = width * dtype.bytes();
        return ptx.set(Kind.B64, "mad.lo.s64", row, bytes, frame.address(operand));
    }

    private void strided(Access.Strided access) {
        Kind kind = access.kind();
        Register first = narrow(frame.thread(), kind);
        Register index = ptx.copy(first);
        Register end = narrow(frame.size(0), kind);
        ptx.loop(index, end, narrow(frame.threads(), kind), () -> element(index, access.rank()));
    }

    private Register narrow(Register wide, Kind kind) {
        return kind == Kind.B64 ? wide : ptx.set(kind, "cvt.u32.u64", wide);
    }

    private void element(Register index, int rank) {
        List<Register> at = frame.coordinates(index, 0, rank);
        Register number =
                index.kind() == Kind.B64 ? index : ptx.set(Kind.B64, "cvt.u64.u32", index);
        List<Quantity> values =
                PtxScalars.evaluate(
                        ptx,
                        program,
                        frame.sources(
                                k -> PtxMemory.load(ptx, inputs.get(k), place(k, at)), number));
        for (int r = 0; r < values.size(); r++) {
            PtxMemory.store(ptx, List.of(values.get(r)), place(inputs.size() + r, at));
        }
    }

    private Register place(int operand, List<Register> at) {
        return frame.advance(frame.address(operand), operand, at, 0);
    }
}
