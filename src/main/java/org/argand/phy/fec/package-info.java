/** Forward error correction: 5G LDPC codes, convolutional codes, cyclic redundancy checks, interleavers, scramblers. */
@NullMarked
package org.argand.phy.fec;

import org.jspecify.annotations.NullMarked;
