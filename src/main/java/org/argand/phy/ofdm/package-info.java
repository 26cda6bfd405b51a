/** OFDM: grids, modulator and demodulator, equalisation. */
@NullMarked
package org.argand.phy.ofdm;

import org.jspecify.annotations.NullMarked;
