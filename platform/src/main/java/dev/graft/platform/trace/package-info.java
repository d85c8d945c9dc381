/** Traces: one of each batch, from its producer to the predictor, and the same ids in the log. */
@NullMarked
package dev.graft.platform.trace;

import org.jspecify.annotations.NullMarked;
