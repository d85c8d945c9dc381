/** Trained models in other runtimes than the one that trained them. */
@NullMarked
package dev.graft.learning.serve;

import org.jspecify.annotations.NullMarked;
