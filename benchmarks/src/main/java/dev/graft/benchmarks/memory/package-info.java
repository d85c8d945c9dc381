/** What the processes of an idle mesh hold in RAM. */
@NullMarked
package dev.graft.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
