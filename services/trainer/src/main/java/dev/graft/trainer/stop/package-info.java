/** The durable wish that a run ends without a model. */
@NullMarked
package dev.graft.trainer.stop;

import org.jspecify.annotations.NullMarked;
