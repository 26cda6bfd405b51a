package org.argand.peers;

import static org.argand.peers.Peers.of;
import static org.argand.peers.Peers.one;
import static org.argand.peers.Peers.two;

import java.util.List;
import java.util.stream.Stream;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Peers of the pointwise functions. */
final class PointwisePeers {
    private PointwisePeers() {}

    static List<Row> rows() {
        return Stream.of(functions(), parts(), arithmetic(), choices(), questions())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> functions() {
        return List.of(
                one("neg", Tensor::neg),
                one("square", Tensor::square),
                one("reciprocal", Tensor::reciprocal),
                one("exp", Tensor::exp),
                one("expm1", Tensor::expm1),
                one("log", Tensor::log),
                one("log1p", Tensor::log1p),
                one("log10", Tensor::log10),
                one("sqrt", Tensor::sqrt),
                one("sin", Tensor::sin),
                one("cos", Tensor::cos),
                one("tan", Tensor::tan),
                one("sinh", Tensor::sinh),
                one("cosh", Tensor::cosh),
                one("tanh", Tensor::tanh),
                one("asin", Tensor::asin),
                one("acos", Tensor::acos),
                one("atan", Tensor::atan),
                one("asinh", Tensor::asinh),
                one("acosh", Tensor::acosh),
                one("atanh", Tensor::atanh),
                one("sigmoid", Tensor::sigmoid));
    }

    private static List<Row> parts() {
        return List.of(
                one("conj", Tensor::conj),
                one("real", torch::real),
                one("imag complex", torch::imag),
                one("imag real", x -> x.mul(Torch.number(0))),
                one("abs", Tensor::abs),
                one("abs2", z -> z.is_complex() ? torch.real(z.mul(z.conj())) : z.square()),
                one("angle", Tensor::angle),
                one("sgn", Tensor::sgn),
                two("complex", Torch::complex),
                // its own polar takes the wrong sign of the gradient for r < 0
                two("polar", (r, t) -> Torch.complex(r.mul(t.cos()), r.mul(t.sin()))));
    }

    private static List<Row> arithmetic() {
        return List.of(
                two("add", Tensor::add),
                two("sub", Tensor::sub),
                two("mul", Tensor::mul),
                two("div", Tensor::div),
                two("pow", Tensor::pow),
                one("cast", x -> x.to(ScalarType.ComplexDouble)));
    }

    private static List<Row> choices() {
        return List.of(
                one("relu", Tensor::relu),
                two("maximum", torch::maximum),
                two("minimum", torch::minimum),
                of(
                        "where",
                        in ->
                                torch.where(
                                        torch.real(in.get(0)).gt(Torch.number(0.1)),
                                        in.get(0),
                                        in.get(1))));
    }

    private static List<Row> questions() {
        return List.of(
                two("equal", Tensor::eq),
                two("not_equal", Tensor::ne),
                two("less", Tensor::lt),
                two("less_equal", Tensor::le),
                two("greater", Tensor::gt),
                two("greater_equal", Tensor::ge),
                one("isnan", torch::isnan),
                one("isfinite", torch::isfinite));
    }
}
