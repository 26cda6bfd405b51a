package org.argand.backend.cpu.loops;

/** A complex number inside a formula. */
record Complex(Node re, Node im) {}
