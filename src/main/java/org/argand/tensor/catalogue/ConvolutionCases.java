package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.linear;
import static org.argand.tensor.catalogue.Cases.on;
import static org.argand.tensor.catalogue.Cases.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.argand.array.Shape;
import org.argand.tensor.Convolution;
import org.argand.tensor.Convolution.Method;
import org.argand.tensor.Convolution.Mode;
import org.argand.tensor.Domain;
import org.argand.tensor.ShortTime;
import org.argand.tensor.Tensor;
import org.argand.tensor.Window;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operand;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of convolutions and short-time transforms. */
final class ConvolutionCases {
    private static final Convolution MOVED =
            Convolution.PLAIN
                    .stride(2)
                    .dilation(2)
                    .padding(new long[] {2}, new long[] {1})
                    .groups(2);
    private static final Convolution PLANE =
            Convolution.PLAIN.stride(2, 1).dilation(1, 2).padding(Mode.SAME);
    private static final Convolution FOURIER = Convolution.PLAIN.method(Method.FFT);

    private static final ShortTime FRAMES = ShortTime.of(4, 2);
    private static final ShortTime ODD =
            ShortTime.of(5, 2).window(Window.HAMMING).edge(ShortTime.Edge.ZEROS);
    private static final ShortTime INSIDE =
            ShortTime.of(4, 1).window(Window.BLACKMAN.symmetric(3)).edge(ShortTime.Edge.NONE);

    private ConvolutionCases() {}

    static List<Operator> all() {
        return List.of(
                conv1d(),
                conv2d(),
                convTranspose1d(),
                convTranspose2d(),
                convolve(),
                correlate(),
                windows(),
                overlapAdd(),
                stft(),
                istft());
    }

    private static Operator conv1d() {
        return operator(
                "conv1d",
                "y[o, t] = Σ x[c, st + dl − p] k[o, c, l]",
                "G_x = convTranspose1d(G, conj k), G_k = Σ G conj(x)",
                "no reversal and no conjugate; channels in groups; direct and by FFT agree"
                        + " to rounding",
                bilinear("", (x, k) -> x.conv1d(k), Shape.of(2, 3, 7), Shape.of(2, 3, 3)),
                bilinear(
                        "moved",
                        (x, k) -> x.conv1d(k, MOVED),
                        Shape.of(2, 4, 7),
                        Shape.of(2, 2, 3)),
                bilinear(
                        "fft",
                        (x, k) -> x.conv1d(k, FOURIER),
                        Shape.of(2, 2, 7),
                        Shape.of(3, 2, 2)),
                bilinear(
                        "fft moved",
                        (x, k) -> x.conv1d(k, MOVED.method(Method.FFT)),
                        Shape.of(1, 4, 7),
                        Shape.of(2, 2, 3)),
                mixed((x, k) -> x.conv1d(k), Shape.of(1, 2, 7), Shape.of(2, 2, 3)));
    }

    private static Operator conv2d() {
        return operator(
                "conv2d",
                "y[o, t, u] = Σ x[c, st + dl − p, …] k[o, c, l, m]",
                "G_x = convTranspose2d(G, conj k), G_k = Σ G conj(x)",
                "as conv1d; strides, dilations and padding per axis",
                bilinear("", (x, k) -> x.conv2d(k), Shape.of(1, 2, 6, 5), Shape.of(3, 2, 2, 3)),
                bilinear(
                        "moved",
                        (x, k) -> x.conv2d(k, PLANE.groups(2)),
                        Shape.of(1, 2, 6, 5),
                        Shape.of(4, 1, 3, 2)),
                bilinear(
                        "fft",
                        (x, k) -> x.conv2d(k, PLANE.method(Method.FFT)),
                        Shape.of(1, 2, 6, 5),
                        Shape.of(2, 2, 2, 2)));
    }

    private static Operator convTranspose1d() {
        return operator(
                "convTranspose1d",
                "x[c, st + dl − p] = Σ y[o, t] k[o, c, l]",
                "G_y = conv1d(G, conj k), G_k = Σ G conj(y)",
                "the transpose of conv1d, no conjugate; outputPadding lengthens the result",
                bilinear(
                        "",
                        (x, k) -> x.convTranspose1d(k, Convolution.PLAIN),
                        Shape.of(2, 3, 6),
                        Shape.of(3, 2, 3)),
                bilinear(
                        "moved",
                        (x, k) -> x.convTranspose1d(k, MOVED.outputPadding(1)),
                        Shape.of(1, 4, 6),
                        Shape.of(4, 1, 3)),
                bilinear(
                        "fft",
                        (x, k) -> x.convTranspose1d(k, MOVED.outputPadding(1).method(Method.FFT)),
                        Shape.of(1, 4, 6),
                        Shape.of(4, 1, 3)));
    }

    private static Operator convTranspose2d() {
        return operator(
                "convTranspose2d",
                "x[c, st + dl − p, …] = Σ y[o, t, u] k[o, c, l, m]",
                "G_y = conv2d(G, conj k), G_k = Σ G conj(y)",
                "as convTranspose1d",
                bilinear(
                        "",
                        (x, k) -> x.convTranspose2d(k, PLANE),
                        Shape.of(1, 2, 3, 6),
                        Shape.of(2, 2, 3, 2)));
    }

    private static Operator convolve() {
        return operator(
                "convolve",
                "y_t = Σ b_l a_{t−l}",
                "G_a = correlate(G, b), G_b = correlate(G, a)",
                "FULL n + m − 1 elements, SAME max(n, m), VALID |n − m| + 1; leading axes"
                        + " broadcast",
                modes((a, b) -> m -> a.convolve(b, m, Method.DIRECT)),
                bilinear(
                        "broadcast",
                        (a, b) -> a.convolve(b, Mode.FULL),
                        Shape.of(2, 1, 3),
                        Shape.of(2, 7)),
                bilinear(
                        "fft",
                        (a, b) -> a.convolve(b, Mode.SAME, Method.FFT),
                        Shape.of(2, 7),
                        Shape.of(4)),
                mixed((a, b) -> a.convolve(b, Mode.FULL), Shape.of(7), Shape.of(3)),
                bilinear(
                        "2-D",
                        (a, b) -> a.convolve2d(b, Mode.SAME),
                        Shape.of(2, 4, 5),
                        Shape.of(3, 2)));
    }

    private static Operator correlate() {
        return operator(
                "correlate",
                "c_k = Σ a_{t+k} conj(v_t), k from −(m − 1)",
                "G_a = convolve(G, v), G_v = Σ conj(G) a",
                "NumPy's modes, also its SAME for a longer second operand",
                modes((a, v) -> m -> a.correlate(v, m, Method.DIRECT)),
                bilinear(
                        "fft",
                        (a, v) -> a.correlate(v, Mode.FULL, Method.FFT),
                        Shape.of(2, 7),
                        Shape.of(2, 4)),
                bilinear(
                        "2-D",
                        (a, v) -> a.correlate2d(v, Mode.VALID),
                        Shape.of(4, 5),
                        Shape.of(2, 3, 2)));
    }

    private static Operator windows() {
        return operator(
                "windows",
                "y[t, l] = x[st + dl]",
                "overlapAdd(G)",
                "a view; the elements of a window are along a new last axis",
                linear("", in -> first(in).windows(-1, 3, 1, 1), Shape.of(2, 7)),
                linear("apart", in -> first(in).windows(1, 2, 3, 1), Shape.of(2, 7, 2)),
                linear("dilated", in -> first(in).windows(0, 3, 2, 2), Shape.of(7, 2)));
    }

    private static Operator overlapAdd() {
        return operator(
                "overlapAdd",
                "y[st + dl] += x[t, l]",
                "windows(G)",
                "a length that the windows do not make is refused",
                linear("", in -> first(in).overlapAdd(0, 5, 1, 1), Shape.of(3, 3)),
                linear("dilated", in -> first(in).overlapAdd(1, 10, 2, 3), Shape.of(2, 2, 2, 3)));
    }

    private static Operator stft() {
        return operator(
                "stft",
                "X[k, t] = Σ w_j x_{t·hop + j} e^{−2πi jk/n}",
                "Σ_t w∘Re(n·ifft(G_t)), overlapped and added",
                "n is the frame's length; half spectra of real signals; edges mirrored,"
                        + " zero, or left out",
                linear("", in -> first(in).stft(FRAMES), Shape.of(2, 7)),
                linear("odd", in -> first(in).stft(ODD), Shape.of(7)),
                linear("inside", in -> first(in).stft(INSIDE.twoSided()), Shape.of(7)));
    }

    private static Operator istft() {
        return operator(
                "istft",
                "x = Σ_t w∘ifft(X_t) / Σ_t w²",
                "fft(w∘G/Σw²) of each frame, weighted as the adjoint of irfft",
                "least squares; windows that leave a sample out are refused",
                on("half", in -> first(in).istft(FRAMES), plane(true, 2, 3, 4)),
                on("odd", in -> first(in).istft(ODD, 6), plane(true, 3, 4)),
                on("whole", in -> first(in).istft(FRAMES.twoSided()), plane(true, 4, 5)));
    }

    private static Tensor first(List<Tensor> in) {
        return in.getFirst();
    }

    private static Operand plane(boolean complex, long... dims) {
        return Cases.operand(complex, Domain.PLANE, dims);
    }

    /** An op of two operands. */
    private interface Two {
        Tensor of(Tensor a, Tensor b);
    }

    private static Function<List<Tensor>, Tensor> of(Two op) {
        return in -> op.of(in.get(0), in.get(1));
    }

    private static List<Entry> bilinear(String kind, Two op, Shape a, Shape b) {
        return linear(kind, of(op), a, b);
    }

    /** A real operand with a complex one, either way. */
    private static List<Entry> mixed(Two op, Shape a, Shape b) {
        List<Entry> list = new ArrayList<>();
        list.addAll(on("real·complex", of(op), plane(false, a.dims()), plane(true, b.dims())));
        list.addAll(on("complex·real", of(op), plane(true, a.dims()), plane(false, b.dims())));
        return list;
    }

    /** An op of two operands and a mode. */
    private interface Moded {
        Function<Mode, Tensor> of(Tensor a, Tensor b);
    }

    /** Every mode, with the longer operand first and last. */
    private static List<Entry> modes(Moded op) {
        List<Entry> list = new ArrayList<>();
        for (Mode m : Mode.values()) {
            String name = m.name().toLowerCase(Locale.ROOT);
            Two two = (a, b) -> op.of(a, b).apply(m);
            list.addAll(bilinear(name, two, Shape.of(7), Shape.of(4)));
            list.addAll(bilinear(name + " shorter first", two, Shape.of(4), Shape.of(2, 5)));
        }
        return list;
    }
}
