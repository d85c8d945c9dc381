/** From texts to logits: tokens, batches, the classifying network and its thread-safe use. */
@NullMarked
package dev.graft.learning.text;

import org.jspecify.annotations.NullMarked;
