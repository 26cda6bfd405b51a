"""Times PyTorch, eager as people run it, at the cases of Argand: torch_gpu.py argand.json torch.json"""

import math

import torch

import timing

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
WIDTH = 128
BITS_PER_SYMBOL = 6
EBNO_DB = (4.0, 8.0)
CODE_RATE = 0.5
RATE = 4e-3
STEPS = 1_000_000


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


def training(block, fades):
    def start(_, shape):
        blocks = -(-shape[0] // block)
        link = Link(fades)
        adam = torch.optim.Adam(link.parameters(), lr=RATE)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, STEPS)
        loss_of = torch.nn.BCEWithLogitsLoss()

        def step():
            bits = torch.randint(0, 2, (blocks, block, BITS_PER_SYMBOL), device=DEVICE).float()
            ebno_db = torch.empty(blocks, 1, device=DEVICE).uniform_(*EBNO_DB)
            no = torch.exp(ebno_db * (-math.log(10) / 10)) / (CODE_RATE * BITS_PER_SYMBOL)
            llr = link(bits, no)
            loss = loss_of(llr, bits)
            adam.zero_grad()
            loss.backward()
            adam.step()
            schedule.step()
            errors = ((llr > 0).float() - bits).abs().mean()
            return loss.detach(), errors

        return step

    return start


START = {
    "copy": unary(torch.clone),
    "exp": unary(torch.exp),
    "fma": ternary(lambda a, b, c: a * b + c),
    "chain": ternary(lambda a, b, c: abs2(a * b + c)),
    "chain_mean": ternary(lambda a, b, c: abs2(a * b + c).mean()),
    "matmul": binary(torch.matmul),
    "adjoint_matmul": binary(lambda a, b: a.mH @ b),
    "fft": unary(torch.fft.fft),
    "rfft": unary(torch.fft.rfft),
    "fft_columns": unary(lambda x: torch.fft.fft(x, dim=0)),
    "training_awgn": training(1, False),
    "training_rayleigh": training(4, True),
}


def wait(_):
    if DEVICE.type == "cuda":
        torch.cuda.synchronize()


def forget():
    if DEVICE.type == "cuda":
        torch.cuda.empty_cache()


if __name__ == "__main__":
    NAME = torch.cuda.get_device_name() if DEVICE.type == "cuda" else "cpu"
    timing.main(f"PyTorch {torch.__version__}", NAME, START, wait, forget)
