/** Batches over REST. */
@NullMarked
package dev.graft.dataprep.batch.http;

import org.jspecify.annotations.NullMarked;
