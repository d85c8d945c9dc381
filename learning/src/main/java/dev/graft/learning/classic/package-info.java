/**
 * Learners without a network, on rows of numbers that may be mostly zeros: the shared feature space of source and target
 * is fitted once ({@link dev.graft.learning.classic.TextSpace} for texts), and every learner reads it.
 */
@NullMarked
package dev.graft.learning.classic;

import org.jspecify.annotations.NullMarked;
