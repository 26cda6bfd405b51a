/** The device SPI: buffers, pointwise programs and the primitives that a backend provides. */
@NullMarked
package org.argand.backend;

import org.jspecify.annotations.NullMarked;
