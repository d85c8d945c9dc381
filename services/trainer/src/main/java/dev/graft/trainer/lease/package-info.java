/** The right to write a run: held by one trainer for a limited time, and lost when it is not renewed. */
@NullMarked
package dev.graft.trainer.lease;

import org.jspecify.annotations.NullMarked;
