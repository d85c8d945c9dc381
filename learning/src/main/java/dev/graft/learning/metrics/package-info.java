/** Scores of one classifier on one set of rows: plain numbers, equal to scikit-learn's, that survive JSON. */
@NullMarked
package dev.graft.learning.metrics;

import org.jspecify.annotations.NullMarked;
