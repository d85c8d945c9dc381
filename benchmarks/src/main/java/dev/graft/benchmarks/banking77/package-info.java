/** A public data set of 77 intents through the running mesh, in three batches. */
@NullMarked
package dev.graft.benchmarks.banking77;

import org.jspecify.annotations.NullMarked;
