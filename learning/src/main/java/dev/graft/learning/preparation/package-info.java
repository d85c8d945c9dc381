/** What is done to a text before a model sees it: named, versioned steps, the same ones in training and in serving. */
@NullMarked
package dev.graft.learning.preparation;

import org.jspecify.annotations.NullMarked;
