/** Shards of a data set as Parquet. */
@NullMarked
package dev.graft.platform.dataset;

import org.jspecify.annotations.NullMarked;
