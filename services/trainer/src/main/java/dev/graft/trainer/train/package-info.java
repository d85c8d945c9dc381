/** The training of one run, by whoever holds its lease, up to the one manifest that ends it. */
@NullMarked
package dev.graft.trainer.train;

import org.jspecify.annotations.NullMarked;
