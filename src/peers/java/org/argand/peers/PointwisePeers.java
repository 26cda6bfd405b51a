package org.argand.peers;

import static org.argand.peers.Peers.of;
import static org.argand.peers.Peers.one;
import static org.argand.peers.Peers.two;

import java.util.List;
import java.util.stream.Stream;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.ScalarOptional;
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
                one("exp2", Tensor::exp2),
                one("expm1", Tensor::expm1),
                one("log", Tensor::log),
                one("log1p", Tensor::log1p),
                one("log2", Tensor::log2),
                one("log10", Tensor::log10),
                one("sqrt", Tensor::sqrt),
                one("rsqrt", Tensor::rsqrt),
                one("sin", Tensor::sin),
                one("cos", Tensor::cos),
                one("tan", Tensor::tan),
                one("sinc", Tensor::sinc),
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
                two("atan2", Tensor::atan2),
                two("hypot", Tensor::hypot),
                // its own xlogy is of real numbers only
                two("xlogy", (z, w) -> z.mul(w.log())),
                two("xdivy", Tensor::div),
                two("squaredDifference", PointwisePeers::squaredDifference),
                one("cast", x -> x.to(ScalarType.ComplexDouble)));
    }

    private static Tensor squaredDifference(Tensor z, Tensor w) {
        Tensor d = z.sub(w);
        return torch.real(d.mul(d.conj()));
    }

    private static List<Row> choices() {
        return List.of(
                one("floor", Tensor::floor),
                one("ceil", Tensor::ceil),
                one("round", Tensor::round),
                one("trunc", Tensor::trunc),
                one("sign", Tensor::sign),
                one("clamp from below", x -> x.clamp(limit(0), limit(5))),
                one("clamp from above", x -> x.clamp(limit(-5), limit(0))),
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

    private static ScalarOptional limit(double x) {
        return new ScalarOptional(Torch.number(x));
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
                one("isinf", torch::isinf),
                one("isfinite", torch::isfinite),
                one("logical_not", x -> positive(x).logical_not()),
                two("logical_and", (x, y) -> positive(x).logical_and(positive(y))),
                two("logical_or", (x, y) -> positive(x).logical_or(positive(y))),
                two("logical_xor", (x, y) -> positive(x).logical_xor(positive(y))));
    }

    private static Tensor positive(Tensor x) {
        return x.gt(Torch.number(0));
    }
}
