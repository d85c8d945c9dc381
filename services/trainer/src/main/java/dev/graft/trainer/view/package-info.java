/** What can be told of a run: read from the object store, and from memory for the one in progress. */
@NullMarked
package dev.graft.trainer.view;

import org.jspecify.annotations.NullMarked;
