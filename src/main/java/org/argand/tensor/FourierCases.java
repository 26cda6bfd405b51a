package org.argand.tensor;

import static org.argand.tensor.Cases.linear;
import static org.argand.tensor.Cases.operator;

import org.argand.array.Shape;
import org.argand.tensor.Catalogue.Entry;
import org.argand.tensor.Catalogue.Operator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The catalogue of Fourier transforms: even and odd lengths, padded and cropped, every scale. */
final class FourierCases {
    private FourierCases() {}

    static List<Operator> all() {
        return List.of(
                operator(
                        "fft",
                        "X_k = Σ x_j e^{−2πi jk/n}",
                        "n·ifft(G); pad ↔ crop",
                        "",
                        lengths(Tensor::fft),
                        linear(
                                "padded",
                                in -> in.getFirst().fft(7, 0, Fourier.Norm.ORTHO),
                                Shape.of(5, 2))),
                operator(
                        "ifft",
                        "x_j = (1/n) Σ X_k e^{2πi jk/n}",
                        "fft(G)/n; pad ↔ crop",
                        "",
                        lengths(Tensor::ifft),
                        linear(
                                "cropped",
                                in -> in.getFirst().ifft(3, 1, Fourier.Norm.FORWARD),
                                Shape.of(2, 5, 2))),
                operator(
                        "fftshift",
                        "zero frequency to the centre",
                        "ifftshift(G)",
                        "",
                        lengths(x -> x.fftshift(-1))),
                operator(
                        "ifftshift",
                        "zero frequency to the front",
                        "fftshift(G)",
                        "",
                        lengths(x -> x.ifftshift(-1))));
    }

    /** Rows of one, even, prime, and composite length. */
    private static List<Entry> lengths(UnaryOperator<Tensor> op) {
        List<Entry> list = new ArrayList<>();
        Stream.of(1, 4, 5, 6)
                .forEach(n ->
                        list.addAll(linear("" + n, in -> op.apply(in.getFirst()), Shape.of(2, n))));
        return list;
    }
}
