/** The scalar reference as a device: deliberately plain, slow, and what other devices are held to. */
@NullMarked
package org.argand.backend.reference;

import org.jspecify.annotations.NullMarked;
