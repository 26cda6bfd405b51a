/** Files: tensors in formats that others read too, written whole or not at all. */
@NullMarked
package org.argand.io;

import org.jspecify.annotations.NullMarked;
