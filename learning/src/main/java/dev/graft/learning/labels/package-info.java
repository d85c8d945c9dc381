/**
 * Which labels of a new batch are probably wrong, found out before anything learns from them: what probes on frozen
 * features, which did not see a row, say against the label that it came with.
 */
@NullMarked
package dev.graft.learning.labels;

import org.jspecify.annotations.NullMarked;
