/**
 * Rare classes: rows taken again, left out, or made; classes that weigh more; ensembles on equal parts; thresholds that move.
 * All of it is a {@link dev.graft.learning.classic.Learner} around a learner, so it only ever sees rows that are learnt from.
 */
@NullMarked
package dev.graft.learning.sampling;

import org.jspecify.annotations.NullMarked;
