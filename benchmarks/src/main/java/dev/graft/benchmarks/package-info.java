/** Programs that measure a mesh of real processes. */
@NullMarked
package dev.graft.benchmarks;

import org.jspecify.annotations.NullMarked;
