/** Stop requests as they come from other services. */
@NullMarked
package dev.graft.trainer.stop.messaging;

import org.jspecify.annotations.NullMarked;
