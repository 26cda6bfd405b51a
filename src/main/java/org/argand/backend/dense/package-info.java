/** Matrix factorisations one matrix at a time, in double precision: what devices without kernels of their own compute with. */
@NullMarked
package org.argand.backend.dense;

import org.jspecify.annotations.NullMarked;
