/** Snapshots that become due as time passes. */
@NullMarked
package dev.graft.dataprep.snapshot.timer;

import org.jspecify.annotations.NullMarked;
