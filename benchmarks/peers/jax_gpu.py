"""Times JAX, compiled by jit, at the cases of Argand: jax_gpu.py argand.json jax.json"""

import math

import jax
import jax.numpy as jnp

import jax_training
import timing

jax.config.update("jax_enable_x64", True)
# As everywhere here: float32 products with all their digits.
jax.config.update("jax_default_matmul_precision", "highest")


def draw(key, dtype, shape):
    return jax.random.normal(key, tuple(shape), dtype=dtype).block_until_ready()


def compiled(f, operands):
    def start(dtype, shape):
        keys = jax.random.split(jax.random.key(1), operands)
        values = [draw(key, dtype, shape) for key in keys]
        jitted = jax.jit(f)
        return lambda: jitted(*values)

    return start


def abs2(z):
    return jnp.square(z.real) + jnp.square(z.imag)


def chain(ops):
    """In turns times a and plus b."""

    def f(x, a, b):
        for k in range(ops):
            x = x * a if k % 2 == 0 else x + b
        return x

    return compiled(f, 3)


def drawing(f):
    """Other numbers at each call."""

    def start(dtype, shape):
        jitted = jax.jit(lambda key, k: f(jax.random.fold_in(key, k), tuple(shape), dtype=dtype))
        key = jax.random.key(1)
        calls = [0]

        def work():
            calls[0] += 1
            return jitted(key, calls[0])

        return work

    return start


def gather(dtype, shape):
    """Of what all extents but the last say, at as many places as the last says."""
    keys = jax.random.split(jax.random.key(1), 2)
    x = draw(keys[0], dtype, shape[:-1])
    at = jax.random.randint(keys[1], (shape[-1],), 0, shape[0], dtype="int64")
    jitted = jax.jit(lambda x, at: jnp.take(x, at, axis=0))
    return lambda: jitted(x, at)


def scatter_add(dtype, shape):
    keys = jax.random.split(jax.random.key(1), 2)
    updates = draw(keys[0], dtype, [shape[-1], *shape[1:-1]])
    at = jax.random.randint(keys[1], (shape[-1],), 0, shape[0], dtype="int64")
    jitted = jax.jit(lambda updates, at: jnp.zeros(shape[:-1], dtype).at[at].add(updates))
    return lambda: jitted(updates, at)


def gradient(h, x, n):
    return jax.value_and_grad(lambda *a: abs2(a[0] * a[1] + a[2]).mean(), argnums=(0, 1, 2))(h, x, n)


def recorded(x, a, seed):
    y, pullback = jax.vjp(lambda x: x * a, x)
    return y, pullback(seed)


START = {
    "exp": compiled(jnp.exp, 1),
    "fma": compiled(lambda a, b, c: a * b + c, 3),
    "chain": compiled(lambda a, b, c: abs2(a * b + c), 3),
    "chain_mean": compiled(lambda a, b, c: abs2(a * b + c).mean(), 3),
    "chain_of_1": compiled(lambda x, a: x * a, 2),
    "chain_of_2": chain(2),
    "chain_of_4": chain(4),
    "chain_of_8": chain(8),
    "gradient": compiled(gradient, 3),
    "recorded": compiled(recorded, 3),
    "sum": compiled(jnp.sum, 1),
    "sum_rows": compiled(lambda x: x.sum(1), 1),
    "sum_columns": compiled(lambda x: x.sum(0), 1),
    "mean": compiled(jnp.mean, 1),
    "max": compiled(jnp.max, 1),
    "softmax": compiled(lambda x: jax.nn.softmax(x, axis=1), 1),
    "uniform": drawing(jax.random.uniform),
    "normal": drawing(jax.random.normal),
    "gather": gather,
    "scatter_add": scatter_add,
    "sort": compiled(jnp.sort, 1),
    "cumsum": compiled(jnp.cumsum, 1),
    "matmul": compiled(jnp.matmul, 2),
    "adjoint_matmul": compiled(lambda a, b: a.conj().T @ b, 2),
    "fft": compiled(jnp.fft.fft, 1),
    "rfft": compiled(jnp.fft.rfft, 1),
    "fft_columns": compiled(lambda x: jnp.fft.fft(x, axis=0), 1),
    "training_awgn": jax_training.link(1, False),
    "training_rayleigh": jax_training.link(4, True),
    "network": jax_training.network,
}


def wait(result):
    # Work runs in order: the last result is the last that there is to wait for.
    jax.block_until_ready(result)


class Memory(timing.Memory):
    """What the allocator had in use at the most since the program began, if that was during the case."""

    @staticmethod
    def statistics():
        return jax.devices()[0].memory_stats() or {}

    def begin(self):
        now = self.statistics()
        self.before = now.get("bytes_in_use", 0)
        self.ever = now.get("peak_bytes_in_use", math.inf)

    def most(self):
        most = self.statistics().get("peak_bytes_in_use", 0)
        return most - self.before if most > self.ever else None


if __name__ == "__main__":
    timing.main(
        f"JAX {jax.__version__}", jax.devices()[0].device_kind, START, wait, lambda: None, Memory()
    )
