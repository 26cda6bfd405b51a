"""Times PyTorch, eager as people run it, at the cases of Argand: torch_gpu.py argand.json torch.json"""

import math

import torch

import timing
from models import (
    BITS_PER_SYMBOL,
    CODE_RATE,
    EBNO_DB,
    NETWORK_RATE,
    NETWORK_WIDTHS,
    RATE,
    STEPS,
    WIDTH,
)

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def draw(dtype, shape):
    return torch.randn(*shape, dtype=getattr(torch, dtype), device=DEVICE)


def unary(f):
    def start(dtype, shape):
        x = draw(dtype, shape)
        return lambda: f(x)

    return start


def binary(f):
    def start(dtype, shape):
        a, b = draw(dtype, shape), draw(dtype, shape)
        return lambda: f(a, b)

    return start


def ternary(f):
    def start(dtype, shape):
        a, b, c = (draw(dtype, shape) for _ in range(3))
        return lambda: f(a, b, c)

    return start


def chain(ops):
    """In turns times a and plus b."""

    def f(x, a, b):
        for k in range(ops):
            x = x * a if k % 2 == 0 else x + b
        return x

    return ternary(f)


def drawing(f):
    return lambda dtype, shape: lambda: f(*shape, dtype=getattr(torch, dtype), device=DEVICE)


def indices(shape):
    """As many as the last extent says, of rows of what the others say."""
    return torch.randint(0, shape[0], (shape[-1],), device=DEVICE)


def gather(dtype, shape):
    x, at = draw(dtype, shape[:-1]), indices(shape)
    return lambda: x.index_select(0, at)


def scatter_add(dtype, shape):
    at, updates = indices(shape), draw(dtype, [shape[-1], *shape[1:-1]])

    def work():
        sums = torch.zeros(shape[:-1], dtype=updates.dtype, device=DEVICE)
        return sums.index_add_(0, at, updates)

    return work


def gradient(dtype, shape):
    h, x, n = (draw(dtype, shape).requires_grad_() for _ in range(3))

    def work():
        loss = abs2(h * x + n).mean()
        return loss.detach(), torch.autograd.grad(loss, (h, x, n))

    return work


def recorded(dtype, shape):
    x, a, seed = (draw(dtype, shape) for _ in range(3))
    x.requires_grad_()

    def work():
        y = x * a
        return y.detach(), torch.autograd.grad(y, x, seed)

    return work


def abs2(z):
    return z.real.square() + z.imag.square()


class Link(torch.nn.Module):
    """The link that `argand train` learns: points, noise or flat fading, and a demapper of three layers."""

    def __init__(self, fades):
        super().__init__()
        self.fades = fades
        side = 1 << BITS_PER_SYMBOL // 2
        levels = torch.arange(side, device=DEVICE) * 2.0 - (side - 1)
        points = torch.complex(levels.repeat_interleave(side), levels.repeat(side))
        self.points = torch.nn.Parameter(points / abs2(points).mean().sqrt())
        self.demapper = torch.nn.Sequential(
            torch.nn.Linear(3, WIDTH),
            torch.nn.ReLU(),
            torch.nn.Linear(WIDTH, WIDTH),
            torch.nn.ReLU(),
            torch.nn.Linear(WIDTH, BITS_PER_SYMBOL),
        ).to(DEVICE)
        self.weights = 2.0 ** torch.arange(BITS_PER_SYMBOL - 1, -1, -1, device=DEVICE)

    def forward(self, bits, no):
        """Logits of bits [blocks, n, m] at noise variances [blocks, 1]."""
        points = self.points / abs2(self.points).mean().sqrt()
        x = points[(bits * self.weights).sum(-1).long()]
        noise = torch.randn_like(x) * no.sqrt()
        if self.fades:
            h = torch.randn(x.shape[0], 1, dtype=x.dtype, device=DEVICE)
            gain = abs2(h)
            no = no / gain
            x = ((h * x + noise) * h.conj() / gain) / (no + 1)
        else:
            x = x + noise
        features = torch.stack([x.real, x.imag, no.log10().expand(x.shape)], -1)
        return self.demapper(features)


def eager(f):
    return f


def training(block, fades, compiled=eager, **options):
    """Steps of a link; compiled makes what is called of the forward pass, options are those of Adam."""

    def start(_, shape):
        blocks = -(-shape[0] // block)
        link = Link(fades)
        adam = torch.optim.Adam(link.parameters(), lr=RATE, **options)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, STEPS)
        loss_of = torch.nn.BCEWithLogitsLoss()

        @compiled
        def forward(bits, no):
            llr = link(bits, no)
            return llr, loss_of(llr, bits)

        def step():
            bits = torch.randint(0, 2, (blocks, block, BITS_PER_SYMBOL), device=DEVICE).float()
            ebno_db = torch.empty(blocks, 1, device=DEVICE).uniform_(*EBNO_DB)
            no = torch.exp(ebno_db * (-math.log(10) / 10)) / (CODE_RATE * BITS_PER_SYMBOL)
            llr, loss = forward(bits, no)
            adam.zero_grad()
            loss.backward()
            adam.step()
            schedule.step()
            errors = ((llr > 0).float() - bits).abs().mean()
            return loss.detach(), errors

        return step

    return start


class Network(torch.nn.Module):
    """Three complex layers with CReLU between."""

    def __init__(self):
        super().__init__()
        self.layers = torch.nn.ModuleList(
            torch.nn.Linear(a, b, dtype=torch.complex64, device=DEVICE)
            for a, b in zip(NETWORK_WIDTHS, NETWORK_WIDTHS[1:])
        )

    def forward(self, z):
        for layer in self.layers[:-1]:
            z = torch.view_as_complex(torch.view_as_real(layer(z)).relu())
        return self.layers[-1](z)


def network(compiled=eager, **options):
    def start(dtype, shape):
        x = draw(dtype, [shape[0], NETWORK_WIDTHS[0]])
        target = draw(dtype, [shape[0], NETWORK_WIDTHS[-1]])
        model = Network()
        adam = torch.optim.Adam(model.parameters(), lr=NETWORK_RATE, **options)

        @compiled
        def forward(x, target):
            return abs2(model(x) - target).mean()

        def step():
            loss = forward(x, target)
            adam.zero_grad()
            loss.backward()
            adam.step()
            return loss.detach()

        return step

    return start


START = {
    "copy": unary(torch.clone),
    "exp": unary(torch.exp),
    "fma": ternary(lambda a, b, c: a * b + c),
    "chain": ternary(lambda a, b, c: abs2(a * b + c)),
    "chain_mean": ternary(lambda a, b, c: abs2(a * b + c).mean()),
    "chain_of_1": binary(torch.mul),
    "chain_of_2": chain(2),
    "chain_of_4": chain(4),
    "chain_of_8": chain(8),
    "gradient": gradient,
    "recorded": recorded,
    "sum": unary(torch.sum),
    "sum_rows": unary(lambda x: x.sum(1)),
    "sum_columns": unary(lambda x: x.sum(0)),
    "mean": unary(torch.mean),
    "max": unary(torch.max),
    "softmax": unary(lambda x: torch.softmax(x, 1)),
    "uniform": drawing(torch.rand),
    "normal": drawing(torch.randn),
    "gather": gather,
    "scatter_add": scatter_add,
    "sort": unary(lambda x: torch.sort(x).values),
    "cumsum": unary(lambda x: torch.cumsum(x, 0)),
    "matmul": binary(torch.matmul),
    "adjoint_matmul": binary(lambda a, b: a.mH @ b),
    "fft": unary(torch.fft.fft),
    "rfft": unary(torch.fft.rfft),
    "fft_columns": unary(lambda x: torch.fft.fft(x, dim=0)),
    "training_awgn": training(1, False),
    "training_rayleigh": training(4, True),
    "network": network(),
}


def wait(_):
    if DEVICE.type == "cuda":
        torch.cuda.synchronize()


def forget():
    if DEVICE.type == "cuda":
        torch.cuda.empty_cache()


class Memory(timing.Memory):
    """What the caching allocator has given."""

    def begin(self):
        if DEVICE.type == "cuda":
            torch.cuda.reset_peak_memory_stats()
            self.before = torch.cuda.memory_allocated()

    def most(self):
        return torch.cuda.max_memory_allocated() - self.before if DEVICE.type == "cuda" else None


def main(framework, start, clear=forget, seconds=math.inf):
    name = torch.cuda.get_device_name() if DEVICE.type == "cuda" else "cpu"
    timing.main(f"{framework} {torch.__version__}", name, start, wait, clear, Memory(), seconds)


if __name__ == "__main__":
    main("PyTorch", START)
