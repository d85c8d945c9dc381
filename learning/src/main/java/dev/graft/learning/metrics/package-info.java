/**
 * How good answers are, as numbers equal to scikit-learn's. {@link dev.graft.learning.metrics.ClassificationReport}
 * survives JSON as it is; values with an {@link java.util.OptionalDouble} need Jackson's module for JDK 8 types.
 *
 * <p>One rule for what the rows do not define: a share whose denominator is zero is 0 (scikit-learn's
 * {@code zero_division=0}), and so is Matthews' correlation; a metric for which scikit-learn or SciPy has NaN is an empty
 * {@link java.util.OptionalDouble}. Nothing is ever NaN. No rows: {@link
 * dev.graft.learning.metrics.ClassificationReport} and the ranking metrics, which slices may leave without rows, follow
 * the same rule; the other reports refuse them, as scikit-learn does.
 */
@NullMarked
package dev.graft.learning.metrics;

import org.jspecify.annotations.NullMarked;
