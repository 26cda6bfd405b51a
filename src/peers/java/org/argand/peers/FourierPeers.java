package org.argand.peers;

import static org.argand.peers.Peers.one;

import java.util.List;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.global.torch;

/** Peers of the Fourier transforms. */
final class FourierPeers {
    private FourierPeers() {}

    static List<Row> rows() {
        return List.of(
                one("fft", torch::fft_fft),
                one("fft padded", x -> torch.fft_fft(x, Torch.length(7), 0, Torch.norm("ortho"))),
                one("ifft", torch::fft_ifft),
                one(
                        "ifft cropped",
                        x -> torch.fft_ifft(x, Torch.length(3), 1, Torch.norm("forward"))),
                one("fftshift", x -> torch.fft_fftshift(x, -1)),
                one("ifftshift", x -> torch.fft_ifftshift(x, -1)));
    }
}
