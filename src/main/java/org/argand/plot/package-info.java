/** Figures, as PNG and SVG. */
@NullMarked
package org.argand.plot;

import org.jspecify.annotations.NullMarked;
