/** Channel coding: LDPC codes, cyclic redundancy checks, interleavers and scramblers. */
@NullMarked
package org.argand.phy.fec;

import org.jspecify.annotations.NullMarked;
