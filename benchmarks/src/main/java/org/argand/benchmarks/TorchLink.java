package org.argand.benchmarks;

import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.EbNo;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTraining;
import org.argand.phy.mapping.BinarySource;
import org.argand.phy.mapping.Constellation;
import org.argand.phy.mapping.Mapper;
import org.argand.tensor.RandomStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * {@link LinkTraining} over AWGN in libtorch, as its users would write it for speed: numbers of points are drawn and their
 * bits looked up, affine maps are one call, ReLU is in place, and {@code torch::optim::Adam} moves the weights.
 *
 * <p>The points are complex and their second moment is that of |g|², which libtorch's Adam does not offer; that one variable
 * of 64 numbers is moved here.
 */
final class TorchLink {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final LinkSettings settings;
    private final int batch;
    private final Tensor points;
    private final Tensor first;
    private final Tensor second;
    private final TensorVector weights = new TensorVector();
    private final Adam adam;
    private final Tensor labels;
    private final double noiseFactor;
    private long steps;

    TorchLink(LinkSettings settings) {
        this.settings = settings;
        this.batch = settings.batch();
        List<Tensor> start =
                LinkTraining.start(settings).variables().stream()
                        .map(v -> Torch.of(v.value()))
                        .toList();
        points = start.getFirst().set_requires_grad(true);
        first = torch.zeros_like(points);
        second = torch.zeros_like(torch.real(points)).contiguous();
        start.stream().skip(1).forEach(w -> weights.push_back(w.set_requires_grad(true)));
        AdamOptions options = new AdamOptions(settings.rate());
        options.eps().put(EPSILON);
        adam = new Adam(weights, options);
        labels =
                Torch.of(
                        Constellation.qam(settings.bitsPerSymbol(), DType.COMPLEX64)
                                .bitLabels(DType.FLOAT32));
        noiseFactor = EbNo.toNo(0, settings.bitsPerSymbol(), settings.codeRate());
    }

    /** What a step draws: the numbers of the points, Eb/N0 in dB, and noise of unit variance. */
    private record Draws(Tensor indices, Tensor ebnoDb, Tensor noise) {}

    private Draws draw() {
        Tensor indices = torch.randint(labels.size(0), new long[] {batch});
        Tensor ebnoDb =
                torch.empty(batch, 1).uniform_(settings.ebnoFrom(), settings.ebnoTo(), null);
        Tensor noise = torch.randn(batch, 2).mul_(new Scalar(Math.sqrt(0.5)));
        return new Draws(indices, ebnoDb, noise);
    }

    /** Makes that many steps on fresh data; the mean of the losses. */
    double advance(int count) {
        try (PointerScope _ = new PointerScope()) {
            Tensor losses = torch.zeros(1);
            Tensor errors = torch.zeros(1);
            for (int k = 0; k < count; k++) {
                try (PointerScope _ = new PointerScope()) {
                    step(draw(), losses, errors);
                }
            }
            errors.item_double();
            return losses.item_double() / count;
        }
    }

    /** The losses of the first steps on the data that a {@link LinkTraining} of these settings draws. */
    double[] lossesOnArgandsData(int count) {
        RandomStream random = new RandomStream(settings.seed()).split("training");
        int m = settings.bitsPerSymbol();
        double[] losses = new double[count];
        for (int k = 0; k < count; k++) {
            var bits = new BinarySource(random).bits(DType.FLOAT32, batch, m);
            var ebnoDb =
                    random.uniform(
                            DType.FLOAT32,
                            Shape.of(batch, 1),
                            settings.ebnoFrom(),
                            settings.ebnoTo());
            var noise = random.normal(DType.COMPLEX64, Shape.of(batch, 1));
            Tensor indices = Torch.of(Mapper.indices(bits, m).cast(DType.FLOAT64));
            Draws draws =
                    new Draws(
                            indices.reshape(-1).to(ScalarType.Long),
                            Torch.of(ebnoDb),
                            torch.view_as_real(Torch.of(noise)).reshape(batch, 2));
            Tensor loss = torch.zeros(1);
            step(draws, loss, torch.zeros(1));
            losses[k] = loss.item_double();
        }
        return losses;
    }

    private void step(Draws draws, Tensor losses, Tensor errors) {
        Tensor bits = labels.index_select(0, draws.indices);
        Tensor no = draws.ebnoDb.mul(new Scalar(-Math.log(10) / 10)).exp_();
        no.mul_(new Scalar(noiseFactor));
        Tensor llr = demap(transmit(draws, no), no);
        Tensor loss = torch.binary_cross_entropy_with_logits(llr, bits);
        adam.zero_grad();
        points.mutable_grad().reset();
        loss.backward();
        adam.step();
        try (AutoGradMode _ = new AutoGradMode(false)) {
            movePoints();
            losses.add_(loss.detach());
            errors.add_(llr.detach().gt(new Scalar(0.0)).ne(bits.to(ScalarType.Bool)).sum());
        }
    }

    /** The parts of what is received, [batch, 2]. */
    private Tensor transmit(Draws draws, Tensor no) {
        Tensor energy = torch.view_as_real(points).square().sum().div(new Scalar(points.size(0)));
        Tensor normalised = torch.view_as_real(points).mul(energy.rsqrt());
        return torch.addcmul(normalised.index_select(0, draws.indices), draws.noise, no.sqrt());
    }

    private Tensor demap(Tensor received, Tensor no) {
        Tensor x = torch.cat(new TensorVector(received, no.log10()), 1);
        for (int k = 0; k < 3; k++) {
            x = torch.addmm(weights.get(2L * k + 1), x, weights.get(2L * k));
            x = k < 2 ? x.relu_() : x;
        }
        return x;
    }

    private void movePoints() {
        steps++;
        Tensor g = points.grad();
        first.mul_(new Scalar(BETA1)).add_(g, new Scalar(1 - BETA1));
        Tensor square = torch.view_as_real(g).square().sum(-1);
        second.mul_(new Scalar(BETA2)).add_(square, new Scalar(1 - BETA2));
        double size = settings.rate() / (1 - Math.pow(BETA1, steps));
        double scale = 1 / Math.sqrt(1 - Math.pow(BETA2, steps));
        Tensor denominator = second.sqrt().mul_(new Scalar(scale)).add_(new Scalar(EPSILON));
        points.detach().addcdiv_(first, denominator, new Scalar(-size));
    }
}
