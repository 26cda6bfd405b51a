/** The ground floor: element types, shapes, strided layouts, devices and the exceptions of Argand. */
@NullMarked
package org.argand.array;

import org.jspecify.annotations.NullMarked;
