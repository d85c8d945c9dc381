/** What the dashboard's read model costs at a size that a mesh reaches in years. */
@NullMarked
package dev.graft.benchmarks.dashboard;

import org.jspecify.annotations.NullMarked;
