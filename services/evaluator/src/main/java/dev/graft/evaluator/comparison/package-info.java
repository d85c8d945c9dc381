/** The use case of the evaluator: challenger and champion on the same test rows, and the gate's verdict. */
@NullMarked
package dev.graft.evaluator.comparison;

import org.jspecify.annotations.NullMarked;
