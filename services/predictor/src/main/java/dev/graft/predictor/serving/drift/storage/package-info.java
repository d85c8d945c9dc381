/** The rows of snapshots that live inputs are compared with. */
@NullMarked
package dev.graft.predictor.serving.drift.storage;

import org.jspecify.annotations.NullMarked;
