/** Snapshots: when the rows that came in are worth one, and how it is made once. */
@NullMarked
package dev.graft.dataprep.snapshot;

import org.jspecify.annotations.NullMarked;
