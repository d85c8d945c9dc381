/** How much of a backbone learns, how fast and for how long, as values that can be stored and hashed. */
@NullMarked
package dev.graft.learning.strategy;

import org.jspecify.annotations.NullMarked;
