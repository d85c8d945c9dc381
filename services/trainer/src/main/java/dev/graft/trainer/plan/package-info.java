/** What a run is resolved to before it begins: its id, its strategy, its starting point. */
@NullMarked
package dev.graft.trainer.plan;

import org.jspecify.annotations.NullMarked;
