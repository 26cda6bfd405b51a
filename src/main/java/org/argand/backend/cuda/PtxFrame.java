package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.argand.array.DType;
import org.argand.backend.Distribution;
import org.argand.backend.Program;
import org.argand.backend.cuda.KernelSignature.Parameter;
import org.argand.backend.cuda.KernelSignature.Role;
import org.argand.backend.cuda.Ptx.Kind;
import org.argand.backend.cuda.Ptx.Register;

/** What kernels over a program have in common: parameters, read on entry; sources; indices into strided operands. */
final class PtxFrame {
    private final Ptx ptx;
    private final Program program;
    private final KernelSignature signature;
    private final Map<Parameter, Register> parameters = new HashMap<>();
    private final List<Quantity> constants = new ArrayList<>();

    PtxFrame(Ptx ptx, Program program, KernelSignature signature) {
        this.ptx = ptx;
        this.program = program;
        this.signature = signature;
        for (Parameter p : signature.parameters()) {
            Register value = ptx.set(p.kind(), "ld.param." + p.kind().type(), "[" + p.name() + "]");
            boolean address = p.role() == Role.ADDRESS;
            Register known = address ? ptx.set(Kind.B64, "cvta.to.global.u64", value) : value;
            parameters.put(new Parameter(p.role(), p.index(), p.part(), p.kind()), known);
        }
        for (Program.Source source : program.sources()) {
            if (source instanceof Program.Constant(DType dtype)) {
                constants.add(constant(dtype, constants.size()));
            }
        }
    }

    private Quantity constant(DType dtype, int k) {
        List<Register> parts = new ArrayList<>();
        for (int part = 0; part < dtype.components(); part++) {
            Kind kind = dtype == DType.BOOL ? Kind.B32 : Kind.of(dtype);
            parts.add(parameter(Role.CONSTANT, k, part, kind));
        }
        return dtype == DType.BOOL
                ? Quantity.of(dtype, ptx.test(DType.INT32, "ne", parts.getFirst(), 0))
                : new Quantity(dtype, parts);
    }

    private Register parameter(Role role, int index, int part, Kind kind) {
        Register r = parameters.get(new Parameter(role, index, part, kind));
        if (r == null) {
            throw new IllegalStateException("no parameter " + role + " " + index + " " + part);
        }
        return r;
    }

    /** Number {@code k} of the geometry. */
    Register size(int k) {
        return parameter(Role.SIZE, k, 0, Kind.B64);
    }

    /** The address of element 0 of an operand. */
    Register address(int operand) {
        return parameter(Role.ADDRESS, operand, 0, Kind.B64);
    }

    /** The number of this thread among all of the grid, counted in 64 bits. */
    Register thread() {
        Register block = ptx.set(Kind.B32, "mov.u32", "%ctaid.x");
        Register threads = ptx.set(Kind.B32, "mov.u32", "%ntid.x");
        Register mine = ptx.set(Kind.B32, "mov.u32", "%tid.x");
        Register before = ptx.set(Kind.B64, "mul.wide.u32", block, threads);
        return ptx.set(Kind.B64, "add.s64", before, ptx.set(Kind.B64, "cvt.u64.u32", mine));
    }

    /** The number of threads of the grid. */
    Register threads() {
        Register blocks = ptx.set(Kind.B32, "mov.u32", "%nctaid.x");
        Register threads = ptx.set(Kind.B32, "mov.u32", "%ntid.x");
        return ptx.set(Kind.B64, "mul.wide.u32", blocks, threads);
    }

    /** The values of the program's sources at one index, whose row-major number is {@code index}. */
    List<Quantity> sources(IntFunction<Quantity> input, Register index) {
        List<Quantity> values = new ArrayList<>();
        int inputs = 0;
        int constant = 0;
        int keys = 0;
        for (Program.Source source : program.sources()) {
            values.add(
                    switch (source) {
                        case Program.Input _ -> input.apply(inputs++);
                        case Program.Constant _ -> constants.get(constant++);
                        case Program.Random random -> draw(random, keys++, index);
                    });
        }
        return values;
    }

    private Quantity draw(Program.Random random, int k, Register index) {
        List<Quantity> arguments = new ArrayList<>();
        arguments.add(word(k, 0));
        arguments.add(word(k, 1));
        arguments.add(Quantity.of(DType.INT64, index));
        if (random.distribution() == Distribution.INTEGER) {
            arguments.add(word(k, 2));
        }
        String label = random.distribution().name().toLowerCase(Locale.ROOT);
        return ptx.call(PtxScalars.libraryName(label, random.dtype()), random.dtype(), arguments);
    }

    private Quantity word(int k, int word) {
        return Quantity.of(DType.INT64, parameter(Role.KEY, k, word, Kind.B64));
    }

    /**
     * The coordinates of row-major number {@code index} along axes {@code from … to − 1}, whose kind it has; the first
     * one is what the extents of the others leave.
     */
    List<Register> coordinates(Register index, int from, int to) {
        Kind kind = index.kind();
        String bits = kind == Kind.B32 ? "32" : "64";
        List<Register> coordinates = new ArrayList<>();
        Register rest = index;
        for (int axis = to - 1; axis > from; axis--) {
            Register extent = parameter(Role.EXTENT, 0, axis, kind);
            Register quotient = ptx.set(kind, "div.u" + bits, rest, extent);
            Register product = ptx.set(kind, "mul.lo.u" + bits, quotient, extent);
            coordinates.addFirst(ptx.set(kind, "sub.u" + bits, rest, product));
            rest = quotient;
        }
        coordinates.addFirst(rest);
        return coordinates;
    }

    /** {@code base} and, in bytes, the way of an operand to those coordinates along the axes from {@code from} on. */
    Register advance(Register base, int operand, List<Register> coordinates, int from) {
        Kind kind = coordinates.getFirst().kind();
        String type = kind == Kind.B32 ? ".s32" : ".s64";
        Register sum = coordinates.getFirst();
        for (int a = 0; a < coordinates.size(); a++) {
            Register stride = parameter(Role.STRIDE, operand, from + a, kind);
            sum =
                    a == 0
                            ? ptx.set(kind, "mul.lo" + type, sum, stride)
                            : ptx.set(kind, "mad.lo" + type, coordinates.get(a), stride, sum);
        }
        Register way = kind == Kind.B32 ? ptx.set(Kind.B64, "cvt.s64.s32", sum) : sum;
        return ptx.set(Kind.B64, "add.s64", base, way);
    }

    /** The text of the module with this kernel and what it calls. */
    String module(String name, DeviceLibrary library) {
        return Ptx.HEADER
                + library.closure(ptx.calls())
                + ".visible .entry "
                + name
                + signature.declaration()
                + ptx.body();
    }
}
