/** What data-prep makes of a batch a second, and the memory that it takes for it. */
@NullMarked
package dev.graft.benchmarks.intake;

import org.jspecify.annotations.NullMarked;
