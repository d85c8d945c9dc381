/** What a model answers to the rows that no run learns from, remembered where the answer cannot change. */
@NullMarked
package dev.graft.evaluator.answering;

import org.jspecify.annotations.NullMarked;
