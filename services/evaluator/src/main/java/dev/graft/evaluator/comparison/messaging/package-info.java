/** Completed runs in, verdicts out, over Kafka. */
@NullMarked
package dev.graft.evaluator.comparison.messaging;

import org.jspecify.annotations.NullMarked;
