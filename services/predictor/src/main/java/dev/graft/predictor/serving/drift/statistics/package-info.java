/** The comparison itself, by the learning library's tests. */
@NullMarked
package dev.graft.predictor.serving.drift.statistics;

import org.jspecify.annotations.NullMarked;
