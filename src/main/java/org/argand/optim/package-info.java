/** Optimisers, learning-rate schedules, gradient clipping and checkpoints. */
@NullMarked
package org.argand.optim;

import org.jspecify.annotations.NullMarked;
