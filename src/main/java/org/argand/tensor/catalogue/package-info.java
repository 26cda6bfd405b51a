/** Every op with its formulas and with operands to try it on; nothing in {@code tensor} knows it. */
@NullMarked
package org.argand.tensor.catalogue;

import org.jspecify.annotations.NullMarked;
