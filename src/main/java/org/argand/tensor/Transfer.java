package org.argand.tensor;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.backend.Backends;
import org.argand.backend.Operand;

/** Brings elements to the host and to other devices. */
public final class Transfer {
    private static final int SHOWN = 24;

    private Transfer() {}

    /** Copying between devices; the adjoint copies back. */
    record Move(Device from, Device to) implements Op.Linear {
        @Override
        public String label() {
            return "to";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            byte[] bytes = new byte[length(t, t.dtype().bytes())];
            fetch(t, MemorySegment.ofArray(bytes));
            return Engine.make(
                    t.dtype(),
                    t.shape(),
                    to,
                    o -> Backends.of(to).write(MemorySegment.ofArray(bytes), o.buffer(), 0));
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(g.to(from));
        }
    }

    /** Fills {@code host} with the elements of {@code t}, row-major, as {@link Creation#ofSegment} takes them. */
    public static void fetch(Tensor t, MemorySegment host) {
        if (t.shape().isEmpty()) {
            return;
        }
        Operand o = t.operand();
        if (!o.layout().isContiguous()) {
            o = Engine.constant(t::copied).operand();
        }
        Backends.of(t.device()).read(o.buffer(), o.layout().offset(), host);
    }

    private static int length(Tensor t, int each) {
        long n = t.size() * each;
        if (n > Integer.MAX_VALUE - 8) {
            throw new ArgandException.OutOfMemory(
                    "read", t.dtype().toString() + t.shape() + " does not fit a Java array");
        }
        return (int) n;
    }

    private static void need(Tensor t, String method, boolean fits, String remedy) {
        if (!fits) {
            throw new ArgandException.DTypeMismatch(
                    method, "tensor is " + t.dtype() + "; say " + remedy);
        }
    }

    static double item(Tensor t) {
        Engine.tellLeft(t, "item()");
        need(t, "item", !t.dtype().isComplex(), "complexItem()");
        return single(t)[0];
    }

    static Complex complexItem(Tensor t) {
        Engine.tellLeft(t, "complexItem()");
        double[] v = single(t);
        return Complex.ofCartesian(v[0], v.length > 1 ? v[1] : 0);
    }

    private static double[] single(Tensor t) {
        if (t.size() != 1) {
            throw new ArgandException.ShapeMismatch("item", "needs one element, got " + t.shape());
        }
        return toDoubles(t);
    }

    static double[] toDoubles(Tensor t) {
        Engine.tellLeft(t, "toDoubles()");
        double[] out = new double[length(t, t.dtype().components())];
        switch (t.dtype()) {
            case FLOAT64, COMPLEX128 -> fetch(t, MemorySegment.ofArray(out));
            case FLOAT32, COMPLEX64 -> {
                float[] v = toFloats(t);
                for (int i = 0; i < out.length; i++) {
                    out[i] = v[i];
                }
            }
            case INT32, INT64 -> {
                long[] v = toLongs(t);
                for (int i = 0; i < out.length; i++) {
                    out[i] = v[i];
                }
            }
            case BOOL -> {
                boolean[] v = toBooleans(t);
                for (int i = 0; i < out.length; i++) {
                    out[i] = v[i] ? 1 : 0;
                }
            }
        }
        return out;
    }

    static float[] toFloats(Tensor t) {
        Engine.tellLeft(t, "toFloats()");
        boolean fits = t.dtype() == DType.FLOAT32 || t.dtype() == DType.COMPLEX64;
        need(t, "toFloats", fits, "toDoubles()");
        float[] out = new float[length(t, t.dtype().components())];
        fetch(t, MemorySegment.ofArray(out));
        return out;
    }

    static int[] toInts(Tensor t) {
        Engine.tellLeft(t, "toInts()");
        need(t, "toInts", t.dtype() == DType.INT32, "cast(INT32)");
        int[] out = new int[length(t, 1)];
        fetch(t, MemorySegment.ofArray(out));
        return out;
    }

    static long[] toLongs(Tensor t) {
        Engine.tellLeft(t, "toLongs()");
        need(t, "toLongs", t.dtype().isInteger(), "cast(INT64)");
        long[] out = new long[length(t, 1)];
        if (t.dtype() == DType.INT32) {
            int[] v = toInts(t);
            for (int i = 0; i < out.length; i++) {
                out[i] = v[i];
            }
        } else {
            fetch(t, MemorySegment.ofArray(out));
        }
        return out;
    }

    static boolean[] toBooleans(Tensor t) {
        Engine.tellLeft(t, "toBooleans()");
        need(t, "toBooleans", t.dtype() == DType.BOOL, "cast(BOOL)");
        byte[] bytes = new byte[length(t, 1)];
        fetch(t, MemorySegment.ofArray(bytes));
        boolean[] out = new boolean[bytes.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = bytes[i] != 0;
        }
        return out;
    }

    static String describe(Tensor t) {
        String head = t.dtype().toString() + t.shape();
        if (t.size() > SHOWN) {
            return head + (t.expression() instanceof Expression.Stored ? "" : " pending");
        }
        StringJoiner shown = new StringJoiner(", ", head + " {", "}");
        // What is printed has not left the tape.
        Engine.constant(() -> elements(t).toList()).forEach(shown::add);
        return shown.toString();
    }

    private static Stream<String> elements(Tensor t) {
        return switch (t.dtype()) {
            case BOOL -> {
                boolean[] b = toBooleans(t);
                yield IntStream.range(0, b.length).mapToObj(k -> String.valueOf(b[k]));
            }
            case INT32, INT64 -> Arrays.stream(toLongs(t)).mapToObj(String::valueOf);
            case FLOAT32, FLOAT64 -> Arrays.stream(toDoubles(t)).mapToObj(x -> number(t, x));
            case COMPLEX64, COMPLEX128 -> {
                double[] v = toDoubles(t);
                yield IntStream.range(0, v.length / 2)
                        .mapToObj(k -> number(t, v[2 * k]) + signed(number(t, v[2 * k + 1])) + "i");
            }
        };
    }

    /** As short as the type allows: 0.1 of float32 too. */
    private static String number(Tensor t, double x) {
        return t.dtype().isDouble() ? String.valueOf(x) : String.valueOf((float) x);
    }

    private static String signed(String number) {
        return number.startsWith("-") ? number : "+" + number;
    }
}
