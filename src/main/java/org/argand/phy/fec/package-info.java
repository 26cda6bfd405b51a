/** Forward error correction: codes, their decoders, and what stands between code and symbols. */
@NullMarked
package org.argand.phy.fec;

import org.jspecify.annotations.NullMarked;
