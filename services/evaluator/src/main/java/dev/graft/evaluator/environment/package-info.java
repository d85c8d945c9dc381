/** What the machine offers for computing. */
@NullMarked
package dev.graft.evaluator.environment;

import org.jspecify.annotations.NullMarked;
