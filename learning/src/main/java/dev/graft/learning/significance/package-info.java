/** Whether a difference between two models on the same rows is more than luck: paired resampling and its corrections. */
@NullMarked
package dev.graft.learning.significance;

import org.jspecify.annotations.NullMarked;
