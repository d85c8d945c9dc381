/** What is measured of answers, whatever they were asked for by. */
@NullMarked
package dev.graft.predictor.serving.metrics;

import org.jspecify.annotations.NullMarked;
