/** What the mesh itself adds to the time of a batch. */
@NullMarked
package dev.graft.benchmarks.overhead;

import org.jspecify.annotations.NullMarked;
