/** Trained image classifiers: their files and their use. */
@NullMarked
package dev.graft.learning.image.classifier;

import org.jspecify.annotations.NullMarked;
