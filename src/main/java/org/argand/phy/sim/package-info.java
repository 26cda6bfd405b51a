/** Monte-Carlo simulation: error rates over Eb/N0 with their intervals, resumable, and the closed forms they are held to. */
@NullMarked
package org.argand.phy.sim;

import org.jspecify.annotations.NullMarked;
