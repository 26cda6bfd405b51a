package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.backend.cuda.Ptx.Kind;
import org.argand.backend.cuda.Ptx.Register;

/** Loads and stores of elements, some neighbours at once; a truth value is a byte in global memory. */
final class PtxMemory {
    private PtxMemory() {}

    /** The element at that address of global memory. */
    static Quantity load(Ptx p, DType dtype, Register address) {
        return load(p, dtype, 1, address).getFirst();
    }

    /** {@code count} neighbours from that address of global memory, which is a multiple of their size. */
    static List<Quantity> load(Ptx p, DType dtype, int count, Register address) {
        List<Register> raw = new ArrayList<>();
        for (int k = 0; k < count * dtype.components(); k++) {
            raw.add(p.register(dtype == DType.BOOL ? Kind.B32 : Kind.of(dtype)));
        }
        p.emit("ld.global" + Ptx.vector(raw, type(dtype)), Ptx.list(raw), "[" + address + "]");
        List<Quantity> elements = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            List<Register> parts =
                    raw.subList(k * dtype.components(), (k + 1) * dtype.components());
            elements.add(
                    dtype == DType.BOOL
                            ? Quantity.of(dtype, p.test(DType.INT32, "ne", parts.getFirst(), 0))
                            : new Quantity(dtype, List.copyOf(parts)));
        }
        return elements;
    }

    /** Stores neighbours from that address of global memory on, which is a multiple of their size. */
    static void store(Ptx p, List<Quantity> elements, Register address) {
        DType dtype = elements.getFirst().dtype();
        List<Register> raw = new ArrayList<>();
        for (Quantity x : elements) {
            if (dtype == DType.BOOL) {
                raw.add(p.compute(DType.INT32, "selp", 1, 0, x.re()));
            } else {
                raw.addAll(x.parts());
            }
        }
        p.emit("st.global" + Ptx.vector(raw, type(dtype)), "[" + address + "]", Ptx.list(raw));
    }

    private static String type(DType dtype) {
        return dtype == DType.BOOL ? ".u8" : "." + Kind.of(dtype).type();
    }
}
