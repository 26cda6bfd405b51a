/** Gradients by tape: what was computed is replayed backwards through each op's rule. */
@NullMarked
package org.argand.autograd;

import org.jspecify.annotations.NullMarked;
