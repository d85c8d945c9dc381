/** Champions from the object store, loaded into the engine. */
@NullMarked
package dev.graft.predictor.serving.storage;

import org.jspecify.annotations.NullMarked;
