/** The command line: what {@code ./argand} runs. */
@NullMarked
package org.argand.cli;

import org.jspecify.annotations.NullMarked;
