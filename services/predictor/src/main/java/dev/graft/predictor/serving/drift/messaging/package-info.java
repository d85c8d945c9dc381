/** Comparisons by the clock, and their findings as events and metrics. */
@NullMarked
package dev.graft.predictor.serving.drift.messaging;

import org.jspecify.annotations.NullMarked;
