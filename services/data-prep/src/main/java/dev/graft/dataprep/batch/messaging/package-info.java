/** Batches that are announced by event. */
@NullMarked
package dev.graft.dataprep.batch.messaging;

import org.jspecify.annotations.NullMarked;
