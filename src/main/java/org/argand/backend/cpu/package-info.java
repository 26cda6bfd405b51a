/** The CPU backend: plain Java everywhere, the Vector API where the JVM has it; the oracle of the GPU. */
@NullMarked
package org.argand.backend.cpu;

import org.jspecify.annotations.NullMarked;
