package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.backend.cuda.Ptx.Kind;
import org.argand.backend.cuda.Ptx.Register;
import org.argand.backend.cuda.PtxFold.State;

/** Folds what the lanes of a block hold, in shared memory: half of the lanes take what the other half has, and again. */
final class PtxTree {
    private static final int BYTES = 8;

    private final Ptx ptx;
    private final PtxFold fold;
    private final Register own;
    private final List<DType> types = new ArrayList<>();

    /** A tree of states of that fold, with a place for each thread. */
    PtxTree(Ptx ptx, PtxFold fold, Register thread) {
        this.ptx = ptx;
        this.fold = fold;
        for (int part = 0; part < fold.held().components(); part++) {
            types.add(fold.held().real());
        }
        if (fold.isPosition()) {
            types.add(DType.INT64);
        }
        for (int k = 0; k < types.size(); k++) {
            ptx.line(
                    ".shared .align %d .b8 held%d[%d];"
                            .formatted(BYTES, k, BYTES * PtxReduction.THREADS));
        }
        this.own = thread;
    }

    /** Folds the lanes of each row into its lane 0; all threads of the block come here. */
    void fold(State state, Register lane, Register lanes, Register shift) {
        String alone = ptx.label();
        String again = ptx.label();
        String waits = ptx.label();
        Register half = ptx.set(Kind.B32, "shr.u32", lanes, 1);
        ptx.branchIf(ptx.set(Kind.PREDICATE, "setp.eq.s32", half, 0), alone);
        List<Register> mine = places(own);
        write(state, mine);
        ptx.mark(again);
        ptx.emit("bar.sync", 0);
        ptx.branchIf(ptx.set(Kind.PREDICATE, "setp.ge.u32", lane, half), waits);
        Register distance = ptx.set(Kind.B32, "shl.b32", half, shift);
        merge(state, places(ptx.set(Kind.B32, "add.s32", own, distance)));
        write(state, mine);
        ptx.mark(waits);
        ptx.emit("shr.u32", half, half, 1);
        ptx.branchIf(ptx.set(Kind.PREDICATE, "setp.ne.s32", half, 0), again);
        // Nobody writes for the next results while somebody still reads.
        ptx.emit("bar.sync", 0);
        ptx.mark(alone);
    }

    private List<Register> places(Register thread) {
        List<Register> places = new ArrayList<>();
        for (int k = 0; k < types.size(); k++) {
            Register base = ptx.set(Kind.B32, "mov.u32", "held" + k);
            places.add(ptx.set(Kind.B32, "mad.lo.s32", thread, BYTES, base));
        }
        return places;
    }

    private List<Register> parts(State state) {
        List<Register> parts = new ArrayList<>(state.value().parts());
        parts.addAll(state.beside());
        return parts;
    }

    private void write(State state, List<Register> places) {
        List<Register> parts = parts(state);
        for (int k = 0; k < parts.size(); k++) {
            ptx.emit("st.shared" + type(k), "[" + places.get(k) + "]", parts.get(k));
        }
    }

    private void merge(State state, List<Register> places) {
        List<Register> parts = new ArrayList<>();
        for (int k = 0; k < types.size(); k++) {
            Kind kind = Kind.of(types.get(k));
            parts.add(ptx.set(kind, "ld.shared" + type(k), "[" + places.get(k) + "]"));
        }
        int value = fold.held().components();
        Quantity number = new Quantity(fold.held(), parts.subList(0, value));
        fold.merge(ptx, state, new State(number, parts.subList(value, parts.size())));
    }

    private String type(int k) {
        return "." + Kind.of(types.get(k)).type();
    }
}
