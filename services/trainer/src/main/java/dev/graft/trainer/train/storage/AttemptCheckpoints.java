package dev.graft.trainer.train.storage;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.learning.train.Checkpoint;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.train.WorkFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The checkpoints of one attempt. Each is written below the attempt's own folder, its manifest last; older ones, also
 * those of earlier attempts, go when it is whole. One that is broken is passed over for the one before it.
 */
final class AttemptCheckpoints implements CheckpointStore {
    private static final Logger LOG = Logger.getLogger(AttemptCheckpoints.class);
    private static final List<String> FILES = List.of(Checkpoint.TENSORS_FILE, Checkpoint.STATE_FILE);

    private final ObjectStore store;
    private final String runId;
    private final long token;
    private final Path work;
    private final long maxBytes;
    private final Clock clock;
    private final CheckpointPace pace;

    AttemptCheckpoints(
            ObjectStore store, String runId, long token, Path work, long maxBytes, Clock clock, CheckpointPace pace) {
        this.store = store;
        this.runId = runId;
        this.token = token;
        this.work = work;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.pace = pace;
    }

    @Override
    public void save(Checkpoint checkpoint) throws IOException {
        if (!pace.isDue()) {
            return;
        }
        Instant begun = clock.instant();
        CheckpointKey key = new CheckpointKey(runId, token, checkpoint.state().epochsDone());
        Path folder = work.resolve("checkpoint-out");
        checkpoint.writeTo(folder);
        Map<String, ObjectRef> files = new TreeMap<>();
        for (String file : FILES) {
            files.put(file, store.put(key.prefix() + file, folder.resolve(file), "application/octet-stream"));
        }
        store.put(key.manifest(), Json.bytes(new CheckpointManifest(key.epoch(), files)), "application/json");
        WorkFolders.delete(folder);
        deleteOlderThan(key);
        pace.saved(begun);
    }

    @Override
    public Optional<Checkpoint> latest() throws IOException {
        if (token == 1) {
            return Optional.empty();
        }
        List<CheckpointKey> whole = StoredCheckpoints.whole(store, runId);
        for (int i = whole.size() - 1; i >= 0; i--) {
            try {
                return Optional.of(read(whole.get(i), work.resolve("checkpoint-in-" + i)));
            } catch (StoreException.Missing | StoreException.ChecksumMismatch e) {
                LOG.warnf("%s is passed over: %s", whole.get(i), e.getMessage());
            }
        }
        return Optional.empty();
    }

    private Checkpoint read(CheckpointKey key, Path folder) throws IOException {
        CheckpointManifest manifest = store.find(key.manifest())
                .map(object -> Json.read(object.content(), CheckpointManifest.class))
                .orElseThrow(() -> new StoreException.Missing(store.uri(key.manifest())));
        Files.createDirectories(folder);
        for (String file : FILES) {
            ObjectRef reference = manifest.files().get(file);
            if (reference == null) {
                throw new StoreException.Missing(store.uri(key.prefix() + file));
            }
            store.download(reference.uri(), reference.sha256(), maxBytes, folder.resolve(file));
        }
        return Checkpoint.readFrom(folder);
    }

    private void deleteOlderThan(CheckpointKey safe) {
        for (String object : store.list(CheckpointKey.attempts(runId))) {
            if (CheckpointKey.isPartOfAny(object) && !object.startsWith(safe.prefix())) {
                store.delete(object);
            }
        }
    }
}
