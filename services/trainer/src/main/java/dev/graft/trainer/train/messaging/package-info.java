/** Snapshots as they come in, and a run's events as they go out. */
@NullMarked
package dev.graft.trainer.train.messaging;

import org.jspecify.annotations.NullMarked;
