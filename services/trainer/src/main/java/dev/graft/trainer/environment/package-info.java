/** What the machine offers for learning, examined once. */
@NullMarked
package dev.graft.trainer.environment;

import org.jspecify.annotations.NullMarked;
