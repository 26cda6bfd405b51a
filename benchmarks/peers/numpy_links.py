"""Three links in straightforward NumPy, beside which benchmarks/links.sh times Argand.

Alone it prints what a batch takes and whether its bit error rate is that of theory. With --turns it reads lines "CASE SECONDS",
works on the case for that long, and answers "SECONDS-A-BATCH BATCHES BIT-ERROR-RATE".

All numbers are float32 and complex64. What a symbol or a word has several of (points, bits, edges) lies along the first axis and
the batch along the last, which is much the faster way round.
"""

import math
import sys
import time
from pathlib import Path

import numpy as np

TABLES = Path(__file__).parents[2] / "src/main/resources/org/argand/phy"
rng = np.random.default_rng()


def complex_normal(*shape):
    """CN(0, 1)."""
    re, im = rng.standard_normal((2, *shape), dtype=np.float32) * np.float32(math.sqrt(0.5))
    return re + 1j * im


def noise_variance(ebno_db, bits_per_symbol, code_rate=1.0):
    return np.float32(10 ** (-ebno_db / 10) / (bits_per_symbol * code_rate))


# 16-QAM of 38.211: bits 0 and 2 choose the real part, bits 1 and 3 the imaginary one.

LABELS = np.arange(16) >> np.arange(3, -1, -1)[:, None] & 1  # bit, point
SIGNS = 1 - 2 * LABELS
POINTS = (SIGNS[0] * (2 - SIGNS[2]) + 1j * SIGNS[1] * (2 - SIGNS[3])) / math.sqrt(10)
POINTS = POINTS.astype(np.complex64)


def map_qam(bits):
    return POINTS[8 * bits[0] + 4 * bits[1] + 2 * bits[2] + bits[3]]


def logsumexp(x):
    largest = x.max(axis=0)
    return np.log(np.exp(x - largest).sum(axis=0)) + largest


def demap_qam(y, no):
    """Exact log P(1)/P(0) of the four bits of each symbol."""
    points = POINTS.reshape(-1, *[1] * y.ndim)
    metrics = -np.abs(y - points) ** 2 / no
    return np.stack([logsumexp(metrics[b == 1]) - logsumexp(metrics[b == 0]) for b in LABELS])


def qam_error_rate(no, tail):
    """Of 16-QAM, where tail is the mean of Q(sqrt(2 c)): 3/4, 1/2 and -1/4 at the distances 1, 3 and 5."""
    return sum(w * tail(d * d / (10 * no)) for w, d in ((0.75, 1), (0.5, 3), (-0.25, 5)))


# 16-QAM over white noise.

SYMBOLS = 100_000
AWGN_NO = noise_variance(6, 4)


def awgn():
    bits = rng.integers(0, 2, (4, SYMBOLS), dtype=np.uint8)
    y = map_qam(bits) + np.sqrt(AWGN_NO) * complex_normal(SYMBOLS)
    llr = demap_qam(y, AWGN_NO)
    return np.mean((llr > 0) != bits)


# 16-QAM in blocks of two OFDM symbols over TDL-A in the time domain; the receiver knows the channel and inverts it.

BLOCKS, OFDM_SYMBOLS, SUBCARRIERS, PREFIX = 500, 2, 64, 20
SAMPLE_RATE, DELAY_SPREAD, MARGIN = 64 * 30e3, 300e-9, 6
OFDM_NO = noise_variance(10, 4)


def tap_filter():
    """What each path of TDL-A has in each tap: sinc pulses, 6 taps before the first path and after the last."""
    lines = (TABLES / "channel/tdl-a.csv").read_text().split("\n")
    paths = np.array([line.split(",") for line in lines if line[:1].isdigit()], dtype=float)
    delays = paths[:, 0] * DELAY_SPREAD * SAMPLE_RATE
    taps = np.arange(-MARGIN, MARGIN + math.ceil(delays.max()) + 1)
    amplitudes = 10 ** (paths[:, 1] / 20)
    pulses = amplitudes[:, None] * np.sinc(taps - delays[:, None])
    return (pulses / np.linalg.norm(pulses)).astype(np.complex64)


TAP_FILTER = tap_filter()


def ofdm():
    bits = rng.integers(0, 2, (4, BLOCKS, OFDM_SYMBOLS, SUBCARRIERS), dtype=np.uint8)
    x = map_qam(bits)
    body = np.fft.ifft(x, norm="ortho")
    sent = np.concatenate([body[..., -PREFIX:], body], axis=-1).reshape(BLOCKS, -1)

    taps = complex_normal(BLOCKS, len(TAP_FILTER)) @ TAP_FILTER
    length = sent.shape[1] + taps.shape[1] - 1
    size = 192  # a length of fast transforms
    y = np.fft.ifft(np.fft.fft(sent, size) * np.fft.fft(taps, size))[:, :length]
    y = y + np.sqrt(OFDM_NO) * complex_normal(BLOCKS, length)

    y = y[:, : sent.shape[1]].reshape(BLOCKS, OFDM_SYMBOLS, -1)[..., PREFIX:]
    h = np.fft.fft(taps, SUBCARRIERS)[:, None]
    x_hat = np.fft.fft(y, norm="ortho") / h
    llr = demap_qam(x_hat, OFDM_NO / np.abs(h) ** 2)
    return np.mean((llr > 0) != bits)


# QPSK with the 5G LDPC code of 512 in 1024 bits, 20 iterations of belief propagation by the exact rule, all of them.

WORDS, K, N, ITERATIONS = 100, 512, 1024, 20
LIFTING, INFO_COLUMNS, FILLER_COLUMNS = 64, 8, 2
LDPC_NO = noise_variance(3, 2, K / N)


def ldpc_edges():
    """Check and bit of each edge, by check: base graph 2 lifted, without filler bits and without bits that are not sent."""
    table = np.loadtxt(TABLES / "fec/bg2.csv", delimiter=",", skiprows=1, dtype=int)
    row, column, shift = table[:, :3].T
    first_parity = INFO_COLUMNS + FILLER_COLUMNS
    rows = (N - K) // LIFTING + 2  # the first two columns are not sent
    kept = (row < rows) & ((column < INFO_COLUMNS) | (column >= first_parity))
    row, column, shift = row[kept, None], column[kept, None], shift[kept, None]
    column = np.where(column < first_parity, column, column - FILLER_COLUMNS)
    i = np.arange(LIFTING)
    check = (row * LIFTING + i).ravel()
    bit = (column * LIFTING + (i + shift) % LIFTING).ravel()
    order = np.lexsort((bit, check))
    return check[order], bit[order]


def inverse_mod_2(square):
    n = len(square)
    m = np.concatenate([square, np.eye(n, dtype=square.dtype)], axis=1)
    for j in range(n):
        pivot = j + np.argmax(m[j:, j])
        m[[j, pivot]] = m[[pivot, j]]
        others = m[:, j] == 1
        others[j] = False
        m[others] ^= m[j]
    return m[:, n:]


def parity_matrix():
    """Dense P with parity = P info."""
    h = np.zeros((CHECK.max() + 1, BIT.max() + 1), np.uint8)
    h[CHECK, BIT] = 1
    product = inverse_mod_2(h[:, K:]).astype(np.float32) @ h[:, :K].astype(np.float32)
    return product % 2


CHECK, BIT = ldpc_edges()
PARITY = parity_matrix()
BY_BIT = np.argsort(BIT, kind="stable")
FIRST_OF_CHECK = np.searchsorted(CHECK, np.arange(CHECK.max() + 1))
FIRST_OF_BIT = np.searchsorted(BIT[BY_BIT], np.arange(BIT.max() + 1))


def phi(x):
    return -np.log(np.tanh(x.clip(8.5e-8, 16.6) / 2))


def decode(llr):
    """log P(0)/P(1) of the bits [bits, words], after flooding."""
    total, to_bits = llr, np.zeros((len(BIT), llr.shape[1]), np.float32)
    for _ in range(ITERATIONS):
        to_checks = total[BIT] - to_bits
        magnitude = phi(np.abs(to_checks))
        sign = np.copysign(np.float32(1), to_checks)
        sums = np.add.reduceat(magnitude, FIRST_OF_CHECK)
        signs = np.multiply.reduceat(sign, FIRST_OF_CHECK)
        to_bits = sign * signs[CHECK] * phi(sums[CHECK] - magnitude)
        total = llr + np.add.reduceat(to_bits[BY_BIT], FIRST_OF_BIT)
    return total


def ldpc():
    info = rng.integers(0, 2, (K, WORDS), dtype=np.uint8)
    parity = (PARITY @ info.astype(np.float32) % 2).astype(np.uint8)
    sent = np.concatenate([info, parity])[2 * LIFTING :]
    amplitudes = (1 - 2 * sent.astype(np.float32)) * np.float32(math.sqrt(0.5))
    x = amplitudes[0::2] + 1j * amplitudes[1::2]
    y = x + np.sqrt(LDPC_NO) * complex_normal(*x.shape)
    llr = np.zeros((BIT.max() + 1, WORDS), np.float32)
    scale = np.float32(2 * math.sqrt(2) / LDPC_NO)
    llr[2 * LIFTING :: 2] = scale * y.real
    llr[2 * LIFTING + 1 :: 2] = scale * y.imag
    return np.mean((decode(llr)[:K] < 0) != info)


# Bits in a batch, and the bit error rate that theory has.
CASES = {
    "awgn": (awgn, 4 * SYMBOLS, qam_error_rate(AWGN_NO, lambda c: math.erfc(math.sqrt(c)) / 2)),
    "ofdm": (
        ofdm,
        4 * BLOCKS * OFDM_SYMBOLS * SUBCARRIERS,
        qam_error_rate(OFDM_NO, lambda c: (1 - math.sqrt(c / (1 + c))) / 2),
    ),
    "ldpc": (ldpc, K * WORDS, 0.0),
}


def turn(batch, seconds):
    """Seconds a batch, how many there were, and their bit error rate; the first is not timed."""
    batch()
    rates = []
    begin = time.perf_counter()
    while (took := time.perf_counter() - begin) < seconds or not rates:
        rates.append(batch())
    return took / len(rates), len(rates), float(np.mean(rates))


def main():
    if sys.argv[1:] == ["--turns"]:
        print(np.__version__, flush=True)
        for line in sys.stdin:
            name, seconds = line.split()
            print(*turn(CASES[name][0], float(seconds)), flush=True)
        return
    for name, (batch, bits, expected) in CASES.items():
        seconds, batches, rate = turn(batch, 2.0)
        good = abs(rate - expected) <= 0.1 * expected
        print(
            f"{name}: {seconds * 1e6:.0f} us for {bits} bits, {bits / seconds / 1e6:.2f} Mbit/s; "
            f"{batches} batches with a bit error rate of {rate:.3g}, theory {expected:.3g}"
        )
        if not good:
            sys.exit(f"{name} does not do what it should")


if __name__ == "__main__":
    main()
