/** Neural networks of real and complex tensors: layers, activations, initialisers, losses. */
@NullMarked
package org.argand.nn;

import org.jspecify.annotations.NullMarked;
