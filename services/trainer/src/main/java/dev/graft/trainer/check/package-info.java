/** The check of backbones before transfer: which one suits a run's rows, and whether it is better than none. */
@NullMarked
package dev.graft.trainer.check;

import org.jspecify.annotations.NullMarked;
