/** The training loop: cached activations, AdamW, early stopping, checkpoints, resume. */
@NullMarked
package dev.graft.learning.train;

import org.jspecify.annotations.NullMarked;
