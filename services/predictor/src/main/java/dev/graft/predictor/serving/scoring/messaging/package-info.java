/** Requests from a topic, and answers to a topic, with the place up to which they are answered in one transaction. */
@NullMarked
package dev.graft.predictor.serving.scoring.messaging;

import org.jspecify.annotations.NullMarked;
