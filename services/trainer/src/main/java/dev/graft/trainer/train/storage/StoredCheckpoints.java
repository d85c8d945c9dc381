package dev.graft.trainer.train.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.learning.train.Checkpoint;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.EpochReport;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.trainer.train.Checkpoints;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Checkpoints in the object store, below {@code runs/<id>/attempts/<token>/checkpoint-<epoch>/}. */
public final class StoredCheckpoints implements Checkpoints {
    private final ObjectStore store;
    private final Clock clock;
    private final double share;
    private final long maxBytes;

    /**
     * @param share of a run's time that saving may take
     * @param maxBytes the largest file of a checkpoint that is read
     */
    public StoredCheckpoints(ObjectStore store, Clock clock, double share, long maxBytes) {
        this.store = store;
        this.clock = clock;
        this.share = share;
        this.maxBytes = maxBytes;
    }

    @Override
    public CheckpointStore open(String runId, long token, Path work) {
        return new AttemptCheckpoints(store, runId, token, work, maxBytes, clock, new CheckpointPace(clock, share));
    }

    @Override
    public List<EpochReport> epochs(String runId) {
        List<CheckpointKey> whole = whole(store, runId);
        if (whole.isEmpty()) {
            return List.of();
        }
        String state = whole.get(whole.size() - 1).prefix() + Checkpoint.STATE_FILE;
        return store.find(state)
                .map(object ->
                        Json.read(object.content(), Checkpoint.State.class).history())
                .orElse(List.of());
    }

    @Override
    public void clear(String runId, Iterable<Long> lostAttempts) {
        for (String object : store.list(CheckpointKey.attempts(runId))) {
            if (CheckpointKey.isPartOfAny(object) || isOfAny(lostAttempts, runId, object)) {
                store.delete(object);
            }
        }
    }

    /** The whole checkpoints of a run, the one to go on from last. */
    static List<CheckpointKey> whole(ObjectStore store, String runId) {
        return store.list(CheckpointKey.attempts(runId)).stream()
                .map(object -> CheckpointKey.ofManifest(runId, object))
                .flatMap(Optional::stream)
                .sorted(CheckpointKey.BY_PROGRESS)
                .toList();
    }

    private static boolean isOfAny(Iterable<Long> attempts, String runId, String object) {
        for (long token : attempts) {
            if (object.startsWith(StoreLayout.runAttempt(runId, token))) {
                return true;
            }
        }
        return false;
    }
}
