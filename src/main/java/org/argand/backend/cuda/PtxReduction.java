package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.argand.array.DType;
import org.argand.backend.Fold;
import org.argand.backend.Program;
import org.argand.backend.cuda.Ptx.Kind;
import org.argand.backend.cuda.Ptx.Register;
import org.argand.backend.cuda.PtxFold.State;

/**
 * Writes folds of pointwise programs as PTX.
 *
 * <p>A block of threads makes some results, with as many threads, its lanes, for each; a lane folds
 * every so many elements of its part of a result's elements, and a tree in shared memory folds the lanes. Which lane
 * folds which elements depends on sizes alone, so a result is the same on every device.
 */
final class PtxReduction {
    /** Threads of a block. */
    static final int THREADS = Launch.BLOCK;

    /** Elements that a lane reads at once. */
    private static final int TOGETHER = 4;

    /** The numbers of the geometry, in the order of the kernel's sizes. */
    enum Size {
        /** Number of results. */
        RESULTS,
        /** Elements of each result. */
        LENGTH,
        /** Into how many parts they are split; each makes a result of its own. */
        SPLITS,
        /** Elements of a part, of the last one perhaps fewer. */
        PART,
        /** Threads for each part of a result: a power of two. */
        LANES,
        /** Results of a block: the power of two that makes lanes all threads. */
        ROWS,
        /** Which bits of a thread's number are its lane: those from this one on. */
        LANE_SHIFT,
        /** Which bits are its row. */
        ROW_SHIFT,
        /** Blocks of work. */
        BLOCKS
    }

    /** What is read and written. */
    enum Stage {
        /** From elements to results. */
        WHOLE,
        /** From elements to what each part is folded to. */
        FIRST,
        /** From that to results. */
        LAST
    }

    /**
     * What makes kernels equal.
     *
     * @param element type of the elements that are folded, before any stage
     * @param program makes the elements; in the last stage, it reads what was held
     * @param kept number of axes of the results
     * @param reduced number of axes that are folded, which come after those
     */
    record Key(
            Fold fold,
            DType element,
            Program program,
            Stage stage,
            int kept,
            int reduced,
            boolean wide)
            implements KernelKey {
        /** The types of the results: what is folded to, or what is held and where it was. */
        List<DType> results() {
            PtxFold f = PtxFold.of(fold, element);
            if (stage != Stage.FIRST) {
                return List.of(fold.result(element));
            }
            return f.isPosition() ? List.of(f.held(), DType.INT64) : List.of(f.held());
        }

        /** Types of the inputs: those of the program, and then where what was held was found. */
        List<DType> inputs() {
            List<DType> all = new ArrayList<>(PtxWriter.inputs(program));
            if (stage == Stage.LAST && PtxFold.of(fold, element).isPosition()) {
                all.add(DType.INT64);
            }
            return all;
        }

        boolean numbered() {
            return PtxReduction.numbered(program);
        }

        Kind kind() {
            return wide ? Kind.B64 : Kind.B32;
        }

        @Override
        public String name() {
            String folds = fold.name().toLowerCase(Locale.ROOT);
            return KernelKey.name(
                    stage == Stage.WHOLE
                            ? folds
                            : folds + "_" + stage.name().toLowerCase(Locale.ROOT),
                    program);
        }

        @Override
        public KernelSignature signature() {
            int operands = inputs().size() + results().size();
            int sizes = Size.values().length;
            return KernelSignature.of(program, sizes, kept + reduced, kind(), operands, numbered());
        }

        @Override
        public String write(DeviceLibrary library) {
            PtxReduction reduction = new PtxReduction(this);
            reduction.blocks();
            reduction.ptx.emit("ret");
            return reduction.frame.module(name(), library);
        }
    }

    private final Ptx ptx = new Ptx();
    private final Key key;
    private final PtxFold fold;
    private final List<DType> inputs;
    private final List<DType> results;
    private final PtxFrame frame;
    private final Register lane;
    private final Register row;
    private final Register thread;
    private final PtxTree tree;

    private PtxReduction(Key key) {
        this.key = key;
        this.fold = PtxFold.of(key.fold, key.element);
        this.inputs = key.inputs();
        this.results = key.results();
        this.frame = new PtxFrame(ptx, key.program, key.signature());
        this.thread = ptx.set(Kind.B32, "mov.u32", "%tid.x");
        this.lane = bits(Size.LANE_SHIFT, Size.LANES);
        this.row = bits(Size.ROW_SHIFT, Size.ROWS);
        this.tree = new PtxTree(ptx, fold, thread);
    }

    /** Whether elements are made from their row-major number. */
    static boolean numbered(Program program) {
        return program.sources().stream().anyMatch(Program.Random.class::isInstance);
    }

    private Register size(Size size) {
        return frame.size(size.ordinal());
    }

    private Register size32(Size size) {
        return ptx.set(Kind.B32, "cvt.u32.u64", size(size));
    }

    /** As many bits of the thread's number as {@code count} numbers need. */
    private Register bits(Size shift, Size count) {
        Register shifted = ptx.set(Kind.B32, "shr.u32", thread, size32(shift));
        Register mask = ptx.set(Kind.B32, "add.s32", size32(count), -1);
        return ptx.set(Kind.B32, "and.b32", shifted, mask);
    }

    private void blocks() {
        Register first = ptx.set(Kind.B32, "mov.u32", "%ctaid.x");
        Register block = ptx.set(Kind.B64, "cvt.u64.u32", first);
        Register grid = ptx.set(Kind.B32, "mov.u32", "%nctaid.x");
        Register step = ptx.set(Kind.B64, "cvt.u64.u32", grid);
        ptx.loop(block, size(Size.BLOCKS), step, () -> block(block));
    }

    /** One block of work: some results of one part. */
    private void block(Register block) {
        Register group = ptx.set(Kind.B64, "div.u64", block, size(Size.SPLITS));
        Register before = ptx.set(Kind.B64, "mul.lo.s64", group, size(Size.SPLITS));
        Register split = ptx.set(Kind.B64, "sub.s64", block, before);
        Register mine = ptx.set(Kind.B64, "cvt.u64.u32", row);
        Register result = ptx.set(Kind.B64, "mad.lo.s64", group, size(Size.ROWS), mine);
        Register outside = ptx.set(Kind.PREDICATE, "setp.ge.u64", result, size(Size.RESULTS));
        State state = fold.start(ptx);
        String folded = ptx.label();
        ptx.branchIf(outside, folded);
        List<Register> at = frame.coordinates(narrow(result), 0, key.kept);
        elements(at, split, state);
        ptx.mark(folded);
        State settled = fold.settle(ptx, state);
        tree.fold(settled, lane, size32(Size.LANES), size32(Size.LANE_SHIFT));
        String stored = ptx.label();
        ptx.branchIf(outside, stored);
        ptx.branchIf(ptx.set(Kind.PREDICATE, "setp.ne.s32", lane, 0), stored);
        store(settled, result, split);
        ptx.mark(stored);
    }

    private Register narrow(Register wide) {
        return key.wide ? wide : ptx.set(Kind.B32, "cvt.u32.u64", wide);
    }

    /** Folds the elements of this lane in a part of the result at those coordinates. */
    private void elements(List<Register> at, Register split, State state) {
        List<Register> bases = new ArrayList<>();
        for (int k = 0; k < inputs.size(); k++) {
            bases.add(frame.advance(frame.address(k), k, at, 0));
        }
        int numbers = inputs.size() + results.size();
        Register zero = ptx.set(Kind.B64, "mov.u64", 0);
        Register number = key.numbered() ? frame.advance(zero, numbers, at, 0) : zero;
        Register start = ptx.set(Kind.B64, "mul.lo.s64", split, size(Size.PART));
        Register full = ptx.set(Kind.B64, "add.s64", start, size(Size.PART));
        Register end = ptx.set(Kind.B64, "min.u64", full, size(Size.LENGTH));
        Register mine = ptx.set(Kind.B64, "cvt.u64.u32", lane);
        Register element = ptx.set(Kind.B64, "add.s64", start, mine);
        Register lanes = size(Size.LANES);
        Elements source = new Elements(bases, number);
        if (PtxScalars.calls(key.program) == 0) {
            Register stride = ptx.set(Kind.B64, "mul.lo.s64", lanes, TOGETHER);
            Register ahead = ptx.set(Kind.B64, "sub.s64", stride, lanes);
            Register room = ptx.set(Kind.B64, "sub.s64", end, ahead);
            Register last = ptx.set(Kind.B64, "max.s64", room, 0);
            ptx.loop(element, last, stride, () -> together(element, source, TOGETHER, state));
        }
        ptx.loop(element, end, lanes, () -> together(element, source, 1, state));
    }

    /** Where a result's elements are: the first of each input, and the first's row-major number. */
    private record Elements(List<Register> bases, Register number) {}

    /** Reads some elements of a lane before it folds the first, so that it does not wait for each. */
    private void together(Register element, Elements source, int count, State state) {
        List<Register> places = new ArrayList<>(List.of(element));
        while (places.size() < count) {
            Register before = places.getLast();
            places.add(ptx.set(Kind.B64, "add.s64", before, size(Size.LANES)));
        }
        List<List<Register>> at = new ArrayList<>();
        List<List<Quantity>> read = new ArrayList<>();
        for (Register place : places) {
            at.add(frame.coordinates(narrow(place), key.kept, key.kept + key.reduced));
            read.add(read(source, at.getLast()));
        }
        for (int e = 0; e < count; e++) {
            take(places.get(e), at.get(e), read.get(e), source, state);
        }
    }

    private List<Quantity> read(Elements source, List<Register> at) {
        List<Quantity> read = new ArrayList<>();
        for (int k = 0; k < inputs.size(); k++) {
            Register address = frame.advance(source.bases.get(k), k, at, key.kept);
            read.add(PtxMemory.load(ptx, inputs.get(k), address));
        }
        return read;
    }

    private void take(
            Register place, List<Register> at, List<Quantity> read, Elements source, State state) {
        int numbers = inputs.size() + results.size();
        Register index =
                key.numbered()
                        ? frame.advance(source.number, numbers, at, key.kept)
                        : source.number;
        Quantity value =
                PtxScalars.evaluate(ptx, key.program, frame.sources(read::get, index)).getFirst();
        boolean again = key.stage == Stage.LAST && fold.isPosition();
        fold.add(ptx, state, value, again ? read.getLast().re() : place);
    }

    /** Stores the fold of a result's part: the results of all parts lie one after the other. */
    private void store(State state, Register result, Register split) {
        List<Register> at = frame.coordinates(narrow(result), 0, key.kept);
        Quantity position =
                fold.isPosition()
                        ? Quantity.of(DType.INT64, state.beside().getFirst())
                        : state.value();
        List<Quantity> values =
                key.stage == Stage.FIRST
                        ? List.of(state.value(), position)
                        : List.of(PtxCasts.cast(ptx, position, results.getFirst()));
        for (int r = 0; r < results.size(); r++) {
            int operand = inputs.size() + r;
            Register size =
                    ptx.set(Kind.B64, "mul.lo.s64", size(Size.RESULTS), results.get(r).bytes());
            Register base = ptx.set(Kind.B64, "mad.lo.s64", split, size, frame.address(operand));
            PtxMemory.store(ptx, List.of(values.get(r)), frame.advance(base, operand, at, 0));
        }
    }
}
