"""Times JAX, compiled by jit, at the cases of Argand but the training: jax_gpu.py argand.json jax.json"""

import jax
import jax.numpy as jnp

import timing

jax.config.update("jax_enable_x64", True)
# As everywhere here: float32 products with all their digits.
jax.config.update("jax_default_matmul_precision", "highest")


def draw(key, dtype, shape):
    return jax.random.normal(key, shape, dtype=dtype).block_until_ready()


def compiled(f, operands):
    def start(dtype, shape):
        keys = jax.random.split(jax.random.key(1), operands)
        values = [draw(key, dtype, shape) for key in keys]
        jitted = jax.jit(f)
        return lambda: jitted(*values)

    return start


def abs2(z):
    return jnp.square(z.real) + jnp.square(z.imag)


START = {
    "exp": compiled(jnp.exp, 1),
    "fma": compiled(lambda a, b, c: a * b + c, 3),
    "chain": compiled(lambda a, b, c: abs2(a * b + c), 3),
    "chain_mean": compiled(lambda a, b, c: abs2(a * b + c).mean(), 3),
    "matmul": compiled(jnp.matmul, 2),
    "adjoint_matmul": compiled(lambda a, b: a.conj().T @ b, 2),
    "fft": compiled(jnp.fft.fft, 1),
    "rfft": compiled(jnp.fft.rfft, 1),
    "fft_columns": compiled(lambda x: jnp.fft.fft(x, axis=0), 1),
}


def wait(result):
    # Work runs in order: the last result is the last that there is to wait for.
    jax.block_until_ready(result)


if __name__ == "__main__":
    timing.main(f"JAX {jax.__version__}", jax.devices()[0].device_kind, START, wait, lambda: None)
