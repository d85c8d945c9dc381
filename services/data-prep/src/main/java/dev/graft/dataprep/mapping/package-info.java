/** From a data source's own columns, words and units to rows of the task. */
@NullMarked
package dev.graft.dataprep.mapping;

import org.jspecify.annotations.NullMarked;
