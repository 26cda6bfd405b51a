package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.linear;
import static org.argand.tensor.catalogue.Cases.on;
import static org.argand.tensor.catalogue.Cases.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operand;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of Fourier transforms: even and odd lengths, padded and cropped, every scale. */
final class FourierCases {
    private static final String SCALES =
            "BACKWARD divides the inverse by n, FORWARD the other, ORTHO both by √n";
    private static final Shape BLOCK = Shape.of(2, 5, 2);
    private static final long[] SIZES = {3, 4};
    private static final int[] AXES = {2, 1};

    private FourierCases() {}

    static List<Operator> all() {
        return List.of(
                fft(),
                ifft(),
                rfft(),
                irfft(),
                hfft(),
                ihfft(),
                fftn(),
                ifftn(),
                rfftn(),
                irfftn(),
                fftshift(),
                ifftshift());
    }

    private static Operator fft() {
        return operator(
                "fft",
                "X_k = Σ x_j e^{−2πi jk/n}",
                "n·ifft(G); pad ↔ crop",
                SCALES,
                lengths(Tensor::fft),
                linear("padded", in -> first(in).fft(7, 0, Norm.ORTHO), Shape.of(5, 2)),
                linear("cropped", in -> first(in).fft(3, 1, Norm.FORWARD), BLOCK));
    }

    private static Operator ifft() {
        return operator(
                "ifft",
                "x_j = (1/n) Σ X_k e^{2πi jk/n}",
                "fft(G)/n; pad ↔ crop",
                SCALES,
                lengths(Tensor::ifft),
                linear("padded", in -> first(in).ifft(7, 0, Norm.ORTHO), Shape.of(5, 2)),
                linear("cropped", in -> first(in).ifft(3, 1, Norm.FORWARD), BLOCK));
    }

    private static Operator rfft() {
        return operator(
                "rfft",
                "X_0 … X_{⌊n/2⌋} of fft, x real",
                "Re(n·ifft(zero-extended G)) = n·irfft(G/w), w = [1, 2, …, 2, 1]",
                "a complex operand is refused; the last weight is 1 for even n only",
                real(1, Tensor::rfft),
                real(2, Tensor::rfft),
                real(5, Tensor::rfft),
                real(6, Tensor::rfft),
                on("padded", in -> first(in).rfft(7, 0, Norm.ORTHO), plane(false, 5, 2)),
                on("cropped", in -> first(in).rfft(4, 1, Norm.FORWARD), plane(false, 2, 5, 2)));
    }

    private static Operator irfft() {
        return operator(
                "irfft",
                "(1/n)(X_0 + Σ 2Re(X_k e^{2πi jk/n}) + (−1)ʲ X_{n/2}), the last for even n",
                "w∘rfft(G)/n, w = [1, 2, …, 2, 1]",
                "2(m − 1) numbers unless n is given; imaginary parts of X_0 and X_{n/2} do"
                        + " not count",
                halves((x, n) -> x.irfft(n, -1, Norm.BACKWARD)),
                real(4, Tensor::irfft),
                on("padded", in -> first(in).irfft(7, 0, Norm.ORTHO), plane(true, 2, 3)),
                on("cropped", in -> first(in).irfft(4, 1, Norm.FORWARD), plane(true, 2, 5, 2)));
    }

    private static Operator hfft() {
        return operator(
                "hfft",
                "irfft(conj x)·n, the real spectrum of a Hermitian signal",
                "w∘conj(rfft(G))",
                "the opposite scale of irfft: BACKWARD does not divide",
                halves((x, n) -> x.hfft(n, -1, Norm.BACKWARD)),
                real(4, Tensor::hfft),
                on("ortho", in -> first(in).hfft(5, 0, Norm.ORTHO), plane(true, 4, 2)));
    }

    private static Operator ihfft() {
        return operator(
                "ihfft",
                "conj(rfft x)/n, the first half of ifft of real numbers",
                "Re(fft(zero-extended G))/n",
                "a complex operand is refused",
                real(1, Tensor::ihfft),
                real(5, Tensor::ihfft),
                real(6, Tensor::ihfft),
                on("ortho", in -> first(in).ihfft(5, 0, Norm.ORTHO), plane(false, 4, 2)));
    }

    private static Operator fftn() {
        return operator(
                "fftn",
                "fft along each axis; fft2 along the last two",
                "N·ifftn(G), N the product of the sizes",
                SCALES,
                linear("all", in -> first(in).fftn(), Shape.of(3, 4)),
                linear("fft2", in -> first(in).fft2(), BLOCK),
                linear("sizes", in -> first(in).fftn(SIZES, AXES, Norm.ORTHO), BLOCK));
    }

    private static Operator ifftn() {
        return operator(
                "ifftn",
                "ifft along each axis; ifft2 along the last two",
                "fftn(G)/N",
                SCALES,
                linear("all", in -> first(in).ifftn(), Shape.of(3, 4)),
                linear("ifft2", in -> first(in).ifft2(), BLOCK),
                linear("sizes", in -> first(in).ifftn(SIZES, AXES, Norm.FORWARD), BLOCK));
    }

    private static Operator rfftn() {
        return operator(
                "rfftn",
                "rfft along the last axis, fft along the others; rfft2 along the last two",
                "Re(N·ifftn(zero-extended G))",
                "a complex operand is refused",
                on("all", in -> first(in).rfftn(), plane(false, 3, 4)),
                on("rfft2", in -> first(in).rfft2(), plane(false, 2, 3, 5)),
                on("sizes", in -> first(in).rfftn(SIZES, AXES, Norm.ORTHO), plane(false, 2, 5, 2)));
    }

    private static Operator irfftn() {
        return operator(
                "irfftn",
                "ifft along the axes but the last, then irfft; irfft2 along the last two",
                "w∘rfftn(G)/N",
                "sizes are those of the result; an odd last one must be given",
                on("all", in -> first(in).irfftn(), plane(true, 3, 4)),
                on("irfft2", in -> first(in).irfft2(), plane(true, 2, 3, 3)),
                on("sizes", in -> first(in).irfftn(SIZES, AXES, Norm.ORTHO), plane(true, 2, 3, 2)));
    }

    private static Operator fftshift() {
        return operator(
                "fftshift",
                "zero frequency to the centre",
                "ifftshift(G)",
                "not its own inverse for odd n",
                lengths(x -> x.fftshift(-1)),
                linear("all axes", in -> first(in).fftshift(), Shape.of(3, 4)));
    }

    private static Operator ifftshift() {
        return operator(
                "ifftshift",
                "zero frequency to the front",
                "fftshift(G)",
                "not its own inverse for odd n",
                lengths(x -> x.ifftshift(-1)),
                linear("all axes", in -> first(in).ifftshift(), Shape.of(3, 4)));
    }

    private static Tensor first(List<Tensor> in) {
        return in.getFirst();
    }

    private static Operand plane(boolean complex, long... dims) {
        return Cases.operand(complex, Domain.PLANE, dims);
    }

    /** Two rows of n real numbers. */
    private static List<Entry> real(int n, UnaryOperator<Tensor> op) {
        return on(n + " real", in -> op.apply(first(in)), plane(false, 2, n));
    }

    /** A transform to a real result of length n. */
    private interface ToLength {
        Tensor of(Tensor x, long n);
    }

    /** Half spectra that are none of a real signal, for results of one, two, even and odd length. */
    private static List<Entry> halves(ToLength op) {
        List<Entry> list = new ArrayList<>();
        for (int n : new int[] {1, 2, 5, 6}) {
            list.addAll(
                    on(
                            (n % 2 == 0 ? "even " : "odd ") + n + " complex",
                            in -> op.of(first(in), 2 * (first(in).dim(-1) - 1) + n % 2),
                            plane(true, 2, n / 2 + 1)));
        }
        return list;
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
