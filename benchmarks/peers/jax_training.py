"""The trainings of Argand in JAX: each step is one compiled function, whose state is given up to the next one.

Complex numbers that are learned are pairs of real ones, so that Adam scales the parts each by itself, as the others do.
"""

import math

import jax
import jax.numpy as jnp

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


def abs2(z):
    return jnp.square(z.real) + jnp.square(z.imag)


def started(parameters):
    """The state of a training: parameters, both moments, the number of steps, and the key of what is drawn next."""
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    more = jax.tree.map(jnp.zeros_like, parameters)
    return parameters, zeros, more, jnp.zeros((), jnp.int32), jax.random.key(3)


def adam(state, gradients, rate):
    parameters, first, second, steps, key = state
    steps = steps + 1
    t = steps.astype(jnp.float32)
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
    scale = rate / (1 - 0.9**t)
    correction = jnp.sqrt(1 - 0.999**t)
    parameters = jax.tree.map(
        lambda p, m, v: p - scale * m / (jnp.sqrt(v) / correction + 1e-8),
        parameters,
        first,
        second,
    )
    return parameters, first, second, steps, key


def stepping(step, state, *operands):
    """Work that makes a step: of a state and what does not change to the next state and what is to be seen."""
    jitted = jax.jit(step, donate_argnums=0)
    held = [state]

    def work():
        held[0], results = jitted(held[0], *operands)
        return results

    return work


def dense(key, inputs, outputs):
    bound = 1 / math.sqrt(inputs)
    weight, bias = jax.random.split(key)
    return (
        jax.random.uniform(weight, (inputs, outputs), jnp.float32, -bound, bound),
        jax.random.uniform(bias, (outputs,), jnp.float32, -bound, bound),
    )


def link_parameters():
    side = 1 << BITS_PER_SYMBOL // 2
    levels = jnp.arange(side, dtype=jnp.float32) * 2 - (side - 1)
    points = jnp.stack([jnp.repeat(levels, side), jnp.tile(levels, side)])
    points = points / jnp.sqrt(jnp.square(points).sum(0).mean())
    keys = jax.random.split(jax.random.key(1), 3)
    return {
        "points": points,
        "layers": [
            dense(keys[0], 3, WIDTH),
            dense(keys[1], WIDTH, WIDTH),
            dense(keys[2], WIDTH, BITS_PER_SYMBOL),
        ],
    }


def logits(parameters, bits, no, fades, key):
    """Of bits [blocks, n, m] at noise variances [blocks, 1]."""
    points = jax.lax.complex(parameters["points"][0], parameters["points"][1])
    points = points / jnp.sqrt(abs2(points).mean())
    weights = 2 ** jnp.arange(BITS_PER_SYMBOL - 1, -1, -1, dtype=jnp.int32)
    x = points[(bits * weights).sum(-1)]
    noise_key, fading_key = jax.random.split(key)
    noise = jax.random.normal(noise_key, x.shape, jnp.complex64) * jnp.sqrt(no)
    if fades:
        h = jax.random.normal(fading_key, (x.shape[0], 1), jnp.complex64)
        gain = abs2(h)
        no = no / gain
        x = ((h * x + noise) * h.conj() / gain) / (no + 1)
    else:
        x = x + noise
    z = jnp.stack([x.real, x.imag, jnp.broadcast_to(jnp.log10(no), x.shape)], -1)
    for weight, bias in parameters["layers"][:-1]:
        z = jax.nn.relu(z @ weight + bias)
    weight, bias = parameters["layers"][-1]
    return z @ weight + bias


def cross_entropy(llr, bits):
    return (jnp.maximum(llr, 0) - llr * bits + jnp.log1p(jnp.exp(-jnp.abs(llr)))).mean()


def link(block, fades):
    def start(_, shape):
        blocks = -(-shape[0] // block)

        def step(state):
            key, bits_key, ebno_key, channel_key = jax.random.split(state[4], 4)
            bits = jax.random.randint(
                bits_key, (blocks, block, BITS_PER_SYMBOL), 0, 2, dtype=jnp.int32
            )
            ebno_db = jax.random.uniform(ebno_key, (blocks, 1), jnp.float32, *EBNO_DB)
            no = jnp.exp(ebno_db * (-math.log(10) / 10)) / (CODE_RATE * BITS_PER_SYMBOL)

            def loss_of(parameters):
                llr = logits(parameters, bits, no, fades, channel_key)
                return cross_entropy(llr, bits.astype(jnp.float32)), llr

            (loss, llr), gradients = jax.value_and_grad(loss_of, has_aux=True)(state[0])
            turn = state[3].astype(jnp.float32) * (math.pi / STEPS)
            rate = RATE * 0.5 * (1 + jnp.cos(turn))
            errors = jnp.not_equal(llr > 0, bits == 1).astype(jnp.float32).mean()
            return adam((*state[:4], key), gradients, rate), (loss, errors)

        return stepping(step, started(link_parameters()))

    return start


def complex_dense(key, inputs, outputs):
    bound = math.sqrt(3 / (inputs + outputs))
    weight = jax.random.uniform(key, (2, inputs, outputs), jnp.float32, -bound, bound)
    return weight, jnp.zeros((2, outputs), jnp.float32)


def network(dtype, shape):
    keys = jax.random.split(jax.random.key(1), 5)
    x = jax.random.normal(keys[0], (shape[0], NETWORK_WIDTHS[0]), dtype)
    target = jax.random.normal(keys[1], (shape[0], NETWORK_WIDTHS[-1]), dtype)
    parameters = [complex_dense(keys[2 + k], *NETWORK_WIDTHS[k : k + 2]) for k in range(3)]

    def layer(z, weight, bias):
        return z @ jax.lax.complex(weight[0], weight[1]) + jax.lax.complex(bias[0], bias[1])

    def loss_of(parameters, x, target):
        z = x
        for weight, bias in parameters[:-1]:
            z = layer(z, weight, bias)
            z = jax.lax.complex(jax.nn.relu(z.real), jax.nn.relu(z.imag))
        return abs2(layer(z, *parameters[-1]) - target).mean()

    def step(state, x, target):
        loss, gradients = jax.value_and_grad(loss_of)(state[0], x, target)
        return adam(state, gradients, NETWORK_RATE), loss

    return stepping(step, started(parameters), x, target)
