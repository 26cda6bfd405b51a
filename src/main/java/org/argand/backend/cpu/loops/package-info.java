/** Pointwise programs as loops over arrays: formulas of scalar functions, and the bytecode made of them. */
@NullMarked
package org.argand.backend.cpu.loops;

import org.jspecify.annotations.NullMarked;
