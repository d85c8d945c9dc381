package dev.graft.evaluator.answering;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;

/** Snapshots, each object of which is checked against its checksum. */
public interface Datasets {
    /**
     * The manifest alone.
     *
     * @throws UnusableInput when it is missing or not what the reference promises
     */
    SnapshotManifest manifest(ObjectRef snapshot) throws UnusableInput;

    /**
     * The manifest and the rows that are held out, in the order of the shards.
     *
     * @throws UnusableInput when an object is missing or not what its reference promises
     */
    HeldOut heldOut(ObjectRef snapshot) throws UnusableInput;
}
