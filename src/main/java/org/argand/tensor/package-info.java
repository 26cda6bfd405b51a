/** Tensors and every op on them: validated once, pointwise work fused lazily, told to whoever records. */
@NullMarked
package org.argand.tensor;

import org.jspecify.annotations.NullMarked;
