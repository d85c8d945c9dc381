/** What the predictor hears: promotions and rollbacks, and the clock that makes up for lost ones. */
@NullMarked
package dev.graft.predictor.serving.messaging;

import org.jspecify.annotations.NullMarked;
