/** The rows that models are judged by, the slices that they make, and the small changes that should not matter. */
@NullMarked
package dev.graft.evaluator.rows;

import org.jspecify.annotations.NullMarked;
