"""What the trainings of Argand are made of, for the peers that do the same: the link of `argand train`, and a complex network."""

WIDTH = 128
BITS_PER_SYMBOL = 6
EBNO_DB = (4.0, 8.0)
CODE_RATE = 0.5
RATE = 4e-3
STEPS = 1_000_000
NETWORK_WIDTHS = (64, 256, 256, 64)
NETWORK_RATE = 1e-3
