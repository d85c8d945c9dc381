/** Snapshots, champions and models as they lie in the object store. */
@NullMarked
package dev.graft.trainer.train.storage;

import org.jspecify.annotations.NullMarked;
