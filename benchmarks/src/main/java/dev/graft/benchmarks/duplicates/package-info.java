/** Near-duplicate texts in data-prep's index: what it finds, how fast, and in how much memory. */
@NullMarked
package dev.graft.benchmarks.duplicates;

import org.jspecify.annotations.NullMarked;
