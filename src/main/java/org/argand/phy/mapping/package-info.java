/** Bits to symbols and back: constellations, mappers and demappers. */
@NullMarked
package org.argand.phy.mapping;

import org.jspecify.annotations.NullMarked;
