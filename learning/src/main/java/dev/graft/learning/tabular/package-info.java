/**
 * Rows of numbers from several data sources: named, versioned steps, fitted on the training rows once, then applied by the
 * same code in training and in serving.
 */
@NullMarked
package dev.graft.learning.tabular;

import org.jspecify.annotations.NullMarked;
