/** The evaluator: is the challenger better than what is live? Here is only how its parts are put together. */
@NullMarked
package dev.graft.evaluator;

import org.jspecify.annotations.NullMarked;
