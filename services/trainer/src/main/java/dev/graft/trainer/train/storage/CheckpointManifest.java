package dev.graft.trainer.train.storage;

import dev.graft.contracts.event.ObjectRef;
import java.util.Map;

/**
 * The last object of a checkpoint: with it, the checkpoint is whole.
 *
 * @param files by name
 */
record CheckpointManifest(int epoch, Map<String, ObjectRef> files) {
    static final String NAME = "manifest.json";
}
