/** Several streams and antennas: whitening, linear equalisation. */
@NullMarked
package org.argand.phy.mimo;

import org.jspecify.annotations.NullMarked;
