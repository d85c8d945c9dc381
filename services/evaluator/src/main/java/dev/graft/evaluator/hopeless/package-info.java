/** The second use case: runs whose validation curve cannot reach the champion any more are asked to stop. */
@NullMarked
package dev.graft.evaluator.hopeless;

import org.jspecify.annotations.NullMarked;
