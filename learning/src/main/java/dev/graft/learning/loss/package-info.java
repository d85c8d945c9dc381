/** What training makes small: the right answers of rows as numbers, and how far logits are from them. */
@NullMarked
package dev.graft.learning.loss;

import org.jspecify.annotations.NullMarked;
