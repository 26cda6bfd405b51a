"""Times PyTorch with its forward passes compiled: torch_compiled.py argand.json torch_compiled.json

Only trainings, as people compile them: model and loss by torch.compile, the optimiser's step fused but not compiled.
"""

import torch

import torch_gpu

# Compiling takes long: what is not begun by then is left out.
SECONDS = 70
FUSED = {"fused": True} if torch_gpu.DEVICE.type == "cuda" else {}


def compiled(f):
    return torch.compile(f)


START = {
    "training_awgn": torch_gpu.training(1, False, compiled, **FUSED),
    "training_rayleigh": torch_gpu.training(4, True, compiled, **FUSED),
    "network": torch_gpu.network(compiled, **FUSED),
}


def forget():
    # Each case is compiled for its own shapes, not for any.
    if hasattr(torch, "compiler"):
        torch.compiler.reset()
    torch_gpu.forget()


if __name__ == "__main__":
    torch_gpu.main("PyTorch, compiled,", START, forget, SECONDS)
