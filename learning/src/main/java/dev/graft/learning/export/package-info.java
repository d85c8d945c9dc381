/** Trained models in formats that other runtimes open. */
@NullMarked
package dev.graft.learning.export;

import org.jspecify.annotations.NullMarked;
