/** Frozen features from the learning library. */
@NullMarked
package dev.graft.dataprep.check.learning;

import org.jspecify.annotations.NullMarked;
