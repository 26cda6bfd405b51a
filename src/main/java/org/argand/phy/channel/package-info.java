/** What happens to symbols and samples on their way: noise, fading, taps. */
@NullMarked
package org.argand.phy.channel;

import org.jspecify.annotations.NullMarked;
