/** What is learnt from answers, told as events. */
@NullMarked
package dev.graft.predictor.serving.watch.messaging;

import org.jspecify.annotations.NullMarked;
