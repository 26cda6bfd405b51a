package org.argand.tensor;

/** The Fourier family and what is made of it: transforms of any kind, convolutions, short-time transforms. */
public sealed interface Spectral permits Tensor {}
