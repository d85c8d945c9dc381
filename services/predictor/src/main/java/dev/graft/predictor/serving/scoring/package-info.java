/** Answers requests that came as events: several of a task at once, in order, each once. */
@NullMarked
package dev.graft.predictor.serving.scoring;

import org.jspecify.annotations.NullMarked;
