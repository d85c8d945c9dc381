/** Snapshots over REST. */
@NullMarked
package dev.graft.dataprep.snapshot.http;

import org.jspecify.annotations.NullMarked;
