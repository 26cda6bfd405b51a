package org.argand.peers;

import static org.argand.peers.Peers.one;
import static org.argand.peers.Torch.axes;
import static org.argand.peers.Torch.length;
import static org.argand.peers.Torch.norm;

import java.util.List;
import java.util.stream.Stream;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Peers of the Fourier transforms. */
final class FourierPeers {
    private FourierPeers() {}

    static List<Row> rows() {
        return Stream.of(whole(), half(), several(), order()).flatMap(List::stream).toList();
    }

    private static List<Row> whole() {
        return List.of(
                one("fft", torch::fft_fft),
                one("fft padded", x -> torch.fft_fft(x, length(7), 0, norm("ortho"))),
                one("fft cropped", x -> torch.fft_fft(x, length(3), 1, norm("forward"))),
                one("ifft", torch::fft_ifft),
                one("ifft padded", x -> torch.fft_ifft(x, length(7), 0, norm("ortho"))),
                one("ifft cropped", x -> torch.fft_ifft(x, length(3), 1, norm("forward"))));
    }

    private static List<Row> half() {
        return List.of(
                one("rfft", torch::fft_rfft),
                one("rfft padded", x -> torch.fft_rfft(x, length(7), 0, norm("ortho"))),
                one("rfft cropped", x -> torch.fft_rfft(x, length(4), 1, norm("forward"))),
                one("irfft", torch::fft_irfft),
                one("irfft odd", x -> torch.fft_irfft(x, odd(x), -1, norm("backward"))),
                one("irfft padded", x -> torch.fft_irfft(x, length(7), 0, norm("ortho"))),
                one("irfft cropped", x -> torch.fft_irfft(x, length(4), 1, norm("forward"))),
                one("hfft", torch::fft_hfft),
                one("hfft odd", x -> torch.fft_hfft(x, odd(x), -1, norm("backward"))),
                one("hfft ortho", x -> torch.fft_hfft(x, length(5), 0, norm("ortho"))),
                one("ihfft", torch::fft_ihfft),
                one("ihfft ortho", x -> torch.fft_ihfft(x, length(5), 0, norm("ortho"))));
    }

    private static List<Row> several() {
        return List.of(
                one("fftn", torch::fft_fftn),
                one("fftn fft2", torch::fft_fft2),
                one("fftn sizes", x -> torch.fft_fftn(x, sizes(), axes(2, 1), norm("ortho"))),
                one("ifftn", torch::fft_ifftn),
                one("ifftn ifft2", torch::fft_ifft2),
                one("ifftn sizes", x -> torch.fft_ifftn(x, sizes(), axes(2, 1), norm("forward"))),
                one("rfftn", torch::fft_rfftn),
                one("rfftn rfft2", x -> torch.fft_rfftn(x, same(), axes(-2, -1), norm("backward"))),
                one("rfftn sizes", x -> torch.fft_rfftn(x, sizes(), axes(2, 1), norm("ortho"))),
                one("irfftn", torch::fft_irfftn),
                one("irfftn irfft2", torch::fft_irfft2),
                one("irfftn sizes", x -> torch.fft_irfftn(x, sizes(), axes(2, 1), norm("ortho"))));
    }

    private static List<Row> order() {
        return List.of(
                one("fftshift", x -> torch.fft_fftshift(x, -1)),
                one("fftshift all axes", torch::fft_fftshift),
                one("ifftshift", x -> torch.fft_ifftshift(x, -1)),
                one("ifftshift all axes", torch::fft_ifftshift));
    }

    /** The odd length of a real signal of which these are half a spectrum. */
    private static LongOptional odd(Tensor half) {
        return length(2 * half.size(-1) - 1);
    }

    /** The sizes that the operand has. */
    private static LongArrayRefOptional same() {
        return new LongArrayRefOptional();
    }

    private static LongArrayRefOptional sizes() {
        return axes(3, 4);
    }
}
