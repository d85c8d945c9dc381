/** How fast models answer, and what a swap costs those who ask meanwhile. */
@NullMarked
package dev.graft.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
