/** What is learnt from answers when they are given: how a shadow would have answered, and which inputs a person should label. */
@NullMarked
package dev.graft.predictor.serving.watch;

import org.jspecify.annotations.NullMarked;
