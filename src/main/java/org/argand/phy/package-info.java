/** What every communication link needs: energies and noise levels. */
@NullMarked
package org.argand.phy;

import org.jspecify.annotations.NullMarked;
