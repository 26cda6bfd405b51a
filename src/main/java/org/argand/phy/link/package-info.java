/** Links trained end to end, the classical ones they are measured against, and files sent through both. */
@NullMarked
package org.argand.phy.link;

import org.jspecify.annotations.NullMarked;
