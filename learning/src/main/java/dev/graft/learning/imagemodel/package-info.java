/** Trained image classifiers: their files and their use. */
@NullMarked
package dev.graft.learning.imagemodel;

import org.jspecify.annotations.NullMarked;
