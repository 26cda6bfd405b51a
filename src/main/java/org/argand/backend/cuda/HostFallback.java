package org.argand.backend.cuda;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.argand.array.Device;
import org.argand.array.Layout;
import org.argand.backend.Backend;
import org.argand.backend.Backends;
import org.argand.backend.Buffer;
import org.argand.backend.Factorisation;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;

/**
 * What a GPU has no kernel for, done by the CPU on copies: slow, right, and said once for each reason.
 *
 * <p>Operands go to the host and results come back, so the thread waits for the device here.
 */
final class HostFallback {
    private static final Logger LOGGER = System.getLogger(HostFallback.class.getName());

    private final Backend cuda;
    private final Map<String, String> reasons = new ConcurrentSkipListMap<>();

    HostFallback(Backend cuda) {
        this.cuda = cuda;
    }

    /** Work of the CPU on one operand. */
    interface Unary {
        void run(Backend cpu, Operand in, Operand out);
    }

    /** Work of the CPU on some operands and results. */
    private interface Work {
        void run(Backend cpu, List<Operand> in, List<Operand> out);
    }

    /** What has run on the host so far, for people; empty if nothing has. */
    String summary() {
        return reasons.isEmpty()
                ? ""
                : "; on the host: "
                        + String.join(
                                ", ",
                                reasons.entrySet().stream()
                                        .map(e -> e.getKey() + " (" + e.getValue() + ")")
                                        .toList());
    }

    void run(String reason, Program program, Bindings bindings, List<Operand> results) {
        apply(
                "program",
                reason,
                bindings.inputs(),
                results,
                (cpu, in, out) -> cpu.run(program, on(bindings, in), out));
    }

    void reduce(
            String reason,
            Fold fold,
            Program prologue,
            Bindings bindings,
            int[] axes,
            Operand result) {
        apply(
                fold.name(),
                reason,
                bindings.inputs(),
                List.of(result),
                (cpu, in, out) ->
                        cpu.reduce(fold, prologue, on(bindings, in), axes, out.getFirst()));
    }

    void matmul(String reason, Backend.Matrix a, Backend.Matrix b, Operand result) {
        apply(
                "matmul",
                reason,
                List.of(a.operand(), b.operand()),
                List.of(result),
                (cpu, in, out) ->
                        cpu.matmul(
                                new Backend.Matrix(in.get(0), a.conjugated()),
                                new Backend.Matrix(in.get(1), b.conjugated()),
                                out.getFirst()));
    }

    void factor(
            String reason,
            Factorisation kind,
            List<Operand> operands,
            Operand result,
            Operand status) {
        apply(
                kind.name(),
                reason,
                operands,
                List.of(result, status),
                (cpu, in, out) -> cpu.factor(kind, in, out.get(0), out.get(1)));
    }

    void unary(String op, String reason, Operand x, Operand result, Unary work) {
        apply(
                op,
                reason,
                List.of(x),
                List.of(result),
                (cpu, in, out) -> work.run(cpu, in.getFirst(), out.getFirst()));
    }

    private static Bindings on(Bindings bindings, List<Operand> inputs) {
        return new Bindings(bindings.shape(), inputs, bindings.constants(), bindings.keys());
    }

    private void apply(
            String op, String reason, List<Operand> inputs, List<Operand> results, Work work) {
        if (reasons.putIfAbsent(op, reason) == null) {
            LOGGER.log(Level.WARNING, "{0}: {1} runs on the host, {2}", cuda.device(), op, reason);
        }
        Backend cpu = Backends.of(Device.cpu());
        List<Buffer> copies = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            List<Operand> in = new ArrayList<>();
            for (Operand x : inputs) {
                in.add(copy(cpu, arena, x, copies));
            }
            List<Operand> out = new ArrayList<>();
            for (Operand x : results) {
                // A result that does not fill its buffer keeps what lies around it.
                out.add(
                        x.layout().isContiguous()
                                ? fresh(cpu, x, copies)
                                : copy(cpu, arena, x, copies));
            }
            work.run(cpu, in, out);
            for (int k = 0; k < results.size(); k++) {
                send(cpu, arena, out.get(k), results.get(k));
            }
        } finally {
            copies.forEach(Buffer::free);
        }
    }

    private static Operand fresh(Backend cpu, Operand x, List<Buffer> copies) {
        Buffer buffer = cpu.allocate(x.dtype(), x.shape().size());
        copies.add(buffer);
        return new Operand(buffer, Layout.contiguous(x.shape()));
    }

    /** The same view of a copy: of its own elements if they lie together, else of the whole buffer. */
    private Operand copy(Backend cpu, Arena arena, Operand x, List<Buffer> copies) {
        boolean dense = x.layout().isContiguous();
        long length = dense ? x.shape().size() : x.buffer().length();
        Buffer buffer = cpu.allocate(x.dtype(), length);
        copies.add(buffer);
        MemorySegment memory = arena.allocate(Math.max(1, length * x.dtype().bytes()), 16);
        MemorySegment elements = memory.asSlice(0, length * x.dtype().bytes());
        cuda.read(x.buffer(), dense ? x.layout().offset() : 0, elements);
        cpu.write(elements, buffer, 0);
        return new Operand(buffer, dense ? Layout.contiguous(x.shape()) : x.layout());
    }

    private void send(Backend cpu, Arena arena, Operand from, Operand to) {
        long length = from.buffer().length();
        MemorySegment memory = arena.allocate(Math.max(1, length * to.dtype().bytes()), 16);
        MemorySegment elements = memory.asSlice(0, length * to.dtype().bytes());
        cpu.read(from.buffer(), 0, elements);
        boolean dense = to.layout().isContiguous();
        cuda.write(elements, to.buffer(), dense ? to.layout().offset() : 0);
    }
}
