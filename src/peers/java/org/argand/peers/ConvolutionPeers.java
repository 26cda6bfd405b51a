package org.argand.peers;

import static org.argand.peers.Peers.one;
import static org.argand.peers.Peers.two;
import static org.argand.peers.Torch.indices;
import static org.argand.peers.Torch.length;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Peers of convolutions and short-time transforms. */
final class ConvolutionPeers {
    /** Periodic windows of Hann and Hamming, Blackman's symmetric one of three weights in a frame of four. */
    private static final double[] HANN = {0, 0.5, 1, 0.5};

    private static final double[] HAMMING = hamming();
    private static final double[] BLACKMAN = {0, 1, 0, 0};

    private ConvolutionPeers() {}

    static List<Row> rows() {
        return Stream.of(channels(), transposed(), signals(), windows(), shortTime())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> channels() {
        return List.of(
                two("conv1d", torch::conv1d),
                two("conv1d moved", ConvolutionPeers::moved),
                two("conv1d fft moved", ConvolutionPeers::moved),
                two("conv1d real·complex", (x, k) -> torch.conv1d(x.to(k), k)),
                two("conv1d complex·real", (x, k) -> torch.conv1d(x, k.to(x))),
                two("conv2d", torch::conv2d),
                two("conv2d moved", (x, k) -> plane(torch.constant_pad_nd(x, 1, 1, 0, 1), k, 2)),
                two("conv2d fft", (x, k) -> plane(torch.constant_pad_nd(x, 1, 1), k, 1)));
    }

    /** Stride 2, dilation 2, two zeros before and one after, two groups. */
    private static Tensor moved(Tensor x, Tensor k) {
        Tensor padded = torch.constant_pad_nd(x, 2, 1);
        return torch.conv1d(padded, k, none(), of(2), of(0), of(2), 2);
    }

    private static Tensor plane(Tensor x, Tensor k, long groups) {
        return torch.conv2d(x, k, none(), of(2, 1), of(0, 0), of(1, 2), groups);
    }

    private static List<Row> transposed() {
        return List.of(
                two("convTranspose1d", torch::conv_transpose1d),
                two("convTranspose1d moved", ConvolutionPeers::movedBack),
                two("convTranspose1d fft", ConvolutionPeers::movedBack),
                two("convTranspose2d", ConvolutionPeers::planeBack));
    }

    /** Without the first two and the last one, but for one more. */
    private static Tensor movedBack(Tensor x, Tensor k) {
        Tensor whole = torch.conv_transpose1d(x, k, none(), of(2), of(0), of(0), 2, of(2));
        return whole.narrow(-1, 2, whole.size(-1) - 2);
    }

    private static Tensor planeBack(Tensor x, Tensor k) {
        return torch.conv_transpose2d(x, k, none(), of(2, 1), of(0, 0), of(0, 0), 1, of(1, 2))
                .narrow(-2, 0, 6)
                .narrow(-1, 1, 6);
    }

    private static List<Row> signals() {
        List<Row> all = new ArrayList<>();
        for (boolean longer : new boolean[] {true, false}) {
            String which = longer ? "" : " shorter first";
            all.add(two("convolve full" + which, ConvolutionPeers::convolve));
            all.add(two("convolve same" + which, (a, b) -> same(convolve(a, b), a, b, 0)));
            all.add(two("convolve valid" + which, (a, b) -> valid(convolve(a, b), a, b)));
            all.add(two("correlate full" + which, ConvolutionPeers::correlate));
            // NumPy exchanges the operands and turns the result, which counts where it cannot be
            // even
            all.add(
                    two(
                            "correlate same" + which,
                            (a, b) -> same(correlate(a, b), a, b, longer ? 0 : 1)));
            all.add(two("correlate valid" + which, (a, b) -> valid(correlate(a, b), a, b)));
        }
        all.add(two("convolve broadcast", ConvolutionPeers::convolve));
        all.add(two("convolve fft", (a, b) -> same(convolve(a, b), a, b, 0)));
        all.add(two("convolve real·complex", ConvolutionPeers::convolve));
        all.add(two("convolve complex·real", ConvolutionPeers::convolve));
        all.add(two("convolve 2-D", (a, b) -> convolve2d(a, b).narrow(-2, 1, 4).narrow(-1, 0, 5)));
        all.add(two("correlate fft", ConvolutionPeers::correlate));
        all.add(
                two(
                        "correlate 2-D",
                        (a, v) ->
                                convolve2d(a, v.conj().flip(-2, -1))
                                        .narrow(-2, 2, 2)
                                        .narrow(-1, 1, 4)));
        return all;
    }

    /** The full convolution along the last axis: every pair of rows is a group of its own. */
    private static Tensor convolve(Tensor a, Tensor b) {
        Tensor[] rows = rows(a, b, 1);
        long m = b.size(-1);
        Tensor x = rows[0].unsqueeze(0);
        Tensor k = rows[1].flip(-1).unsqueeze(1);
        Tensor y = torch.conv1d(x, k, none(), of(1), of(m - 1), of(1), rows[0].size(0));
        return shaped(y.squeeze(0), a, b, 1);
    }

    private static Tensor convolve2d(Tensor a, Tensor b) {
        Tensor[] rows = rows(a, b, 2);
        Tensor x = rows[0].unsqueeze(0);
        Tensor k = rows[1].flip(-2, -1).unsqueeze(1);
        long[] padding = of(b.size(-2) - 1, b.size(-1) - 1);
        Tensor y = torch.conv2d(x, k, none(), of(1, 1), padding, of(1, 1), rows[0].size(0));
        return shaped(y.squeeze(0), a, b, 2);
    }

    private static Tensor correlate(Tensor a, Tensor v) {
        return convolve(a, v.conj().flip(-1));
    }

    /** Both in the promoted type with the same leading axes, which are one. */
    private static Tensor[] rows(Tensor a, Tensor b, int axes) {
        Tensor like = a.is_complex() ? a : b;
        Tensor batch = batch(a, b, axes);
        return new Tensor[] {row(a.to(like), batch, axes), row(b.to(like), batch, axes)};
    }

    private static Tensor batch(Tensor a, Tensor b, int axes) {
        Tensor x = torch.real(a);
        Tensor y = torch.real(b);
        for (int k = 0; k < axes; k++) {
            x = x.select(-1, 0);
            y = y.select(-1, 0);
        }
        return x.add(y);
    }

    private static Tensor row(Tensor x, Tensor batch, int axes) {
        Tensor leading = batch;
        for (int k = axes; k > 0; k--) {
            leading = leading.unsqueeze(-1);
        }
        Tensor whole = x.add(leading.mul(Torch.number(0)));
        return axes == 1
                ? whole.reshape(-1, x.size(-1))
                : whole.reshape(-1, x.size(-2), x.size(-1));
    }

    private static Tensor shaped(Tensor y, Tensor a, Tensor b, int axes) {
        long[] leading = batch(a, b, axes).shape();
        long[] dims = java.util.Arrays.copyOf(leading, leading.length + axes);
        for (int k = 1; k <= axes; k++) {
            dims[dims.length - k] = y.size(-k);
        }
        return y.reshape(dims);
    }

    private static Tensor same(Tensor full, Tensor a, Tensor b, long later) {
        long shorter = Math.min(a.size(-1), b.size(-1));
        long even = shorter % 2 == 0 ? later : 0;
        long first = shorter - 1 - shorter / 2 + even;
        return full.narrow(-1, first, Math.max(a.size(-1), b.size(-1)));
    }

    private static Tensor valid(Tensor full, Tensor a, Tensor b) {
        long shorter = Math.min(a.size(-1), b.size(-1));
        return full.narrow(-1, shorter - 1, Math.abs(a.size(-1) - b.size(-1)) + 1);
    }

    private static List<Row> windows() {
        return List.of(
                one("windows", x -> x.unfold(-1, 3, 1)),
                one("windows apart", x -> x.unfold(1, 2, 3)),
                one("windows dilated", x -> x.unfold(0, 5, 2).slice(-1, length(0), length(5), 2)),
                one(
                        "overlapAdd",
                        x ->
                                torch.zeros(5)
                                        .to(x)
                                        .index_add(
                                                0,
                                                indices(0, 1, 2, 1, 2, 3, 2, 3, 4),
                                                x.reshape(9))),
                one(
                        "overlapAdd dilated",
                        x ->
                                torch.zeros(2, 10, 2)
                                        .to(x)
                                        .index_add(
                                                1,
                                                indices(0, 3, 6, 2, 5, 8),
                                                x.permute(0, 1, 3, 2).reshape(2, 6, 2))));
    }

    private static List<Row> shortTime() {
        return List.of(
                one("stft", x -> stft(x, 2, HANN, "reflect", !x.is_complex())),
                one("stft odd", x -> stft(x, 2, HAMMING, "constant", !x.is_complex())),
                one("stft inside", x -> stft(x, 1, BLACKMAN, "", false)),
                one("istft half", x -> istft(x, HANN, new LongOptional(), true)),
                one("istft odd", x -> istft(x, HAMMING, length(6), true)),
                one("istft whole", x -> istft(x, HANN, new LongOptional(), false)));
    }

    private static Tensor stft(Tensor x, long hop, double[] window, String edge, boolean half) {
        return torch.stft(
                x,
                window.length,
                length(hop),
                length(window.length),
                weights(window, x),
                !edge.isEmpty(),
                edge.isEmpty() ? "reflect" : edge,
                false,
                new BoolOptional(half),
                new BoolOptional(true),
                new BoolOptional());
    }

    private static Tensor istft(Tensor x, double[] window, LongOptional length, boolean half) {
        return torch.istft(
                x,
                window.length,
                length(2),
                length(window.length),
                weights(window, x),
                true,
                false,
                new BoolOptional(half),
                length,
                !half);
    }

    private static TensorOptional weights(double[] window, Tensor like) {
        return new TensorOptional(torch.tensor(window).to(torch.real(like)));
    }

    private static double[] hamming() {
        double[] w = new double[5];
        java.util.Arrays.setAll(w, k -> 0.54 - 0.46 * Math.cos(2 * Math.PI * k / 5));
        return w;
    }

    private static long[] of(long... numbers) {
        return numbers;
    }

    private static TensorOptional none() {
        return new TensorOptional();
    }
}
