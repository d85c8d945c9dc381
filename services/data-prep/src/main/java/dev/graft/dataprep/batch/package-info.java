/** Batches: taken into a task's data set row by row, or refused as a whole with a reason. */
@NullMarked
package dev.graft.dataprep.batch;

import org.jspecify.annotations.NullMarked;
