/**
 * The learning library against PyTorch with transformers: the same rows, weights and recipe, each run in a process of
 * its own, ours and theirs in turns.
 */
@NullMarked
package dev.graft.benchmarks.learning;

import org.jspecify.annotations.NullMarked;
