/** The OFDM physical layer of IEEE 802.11a, IEEE Std 802.11-2020 clause 17, 20 MHz: transmitter and receiver. */
@NullMarked
package org.argand.phy.wifi;

import org.jspecify.annotations.NullMarked;
