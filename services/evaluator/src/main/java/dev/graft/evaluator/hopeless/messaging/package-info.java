/** The progress of runs in, wishes to stop out, over Kafka. */
@NullMarked
package dev.graft.evaluator.hopeless.messaging;

import org.jspecify.annotations.NullMarked;
