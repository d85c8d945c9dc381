/** Learning to learn: from many small tasks a start from which a new one is learnt in a few steps. */
@NullMarked
package dev.graft.learning.meta;

import org.jspecify.annotations.NullMarked;
