/** Batches as rows: every format and origin becomes a {@code RowSource}, read one row at a time within bounds. */
@NullMarked
package dev.graft.dataprep.reading;

import org.jspecify.annotations.NullMarked;
