package dev.graft.dataprep.batch;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The files of batches in the object store. The name of each holds the hash of its content: what is written twice is
 * written to the same place, and two processes that come to different ends never write over each other.
 */
final class BatchFiles {
    private static final String JSON = "application/json";
    private static final String JSON_LINES = "application/jsonl";
    private static final String PARQUET = "application/vnd.apache.parquet";
    private static final int NAME_CHARS = 16;
    private static final int BUFFER_BYTES = 1 << 16;

    private final ObjectStore store;

    BatchFiles(ObjectStore store) {
        this.store = store;
    }

    ObjectRef putRows(String task, String batchId, Path rows) {
        return put(task, batchId, "rows", "parquet", rows, PARQUET);
    }

    /** Empty when the quarantine is. */
    Optional<ObjectRef> putQuarantine(String task, String batchId, Path quarantine) {
        try {
            return Files.size(quarantine) == 0
                    ? Optional.empty()
                    : Optional.of(put(task, batchId, "quarantine", "jsonl", quarantine, JSON_LINES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectRef putReport(QualityReport report) {
        byte[] content = Json.bytes(report);
        String key = key(report.task(), report.batchId(), "report", Hashes.sha256(content), "json");
        return store.put(key, content, JSON);
    }

    private ObjectRef put(String task, String batchId, String name, String suffix, Path file, String type) {
        return store.put(key(task, batchId, name, sha256(file), suffix), file, type);
    }

    private static String key(String task, String batchId, String name, String sha256, String suffix) {
        return StoreLayout.batchPrefix(task, batchId) + name + "-" + sha256.substring(0, NAME_CHARS) + "." + suffix;
    }

    private static String sha256(Path file) {
        MessageDigest digest = Hashes.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (in.read(buffer) >= 0) {
                // The digest sees every byte.
            }
            return Hashes.hex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
