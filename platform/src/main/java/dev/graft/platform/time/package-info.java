/** The clock, as something that is handed in. */
@NullMarked
package dev.graft.platform.time;

import org.jspecify.annotations.NullMarked;
