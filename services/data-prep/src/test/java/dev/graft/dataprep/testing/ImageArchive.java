package dev.graft.dataprep.testing;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.GoldenSet;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.platform.json.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A zip file that grows file by file, and a task that reads such. */
public final class ImageArchive {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** A task of images whose network is {@link Networks#NAME}. */
    public static Task task(List<String> labels, Preparation preparation, @Nullable GoldenSet golden) {
        return new Task(
                Batches.TASK,
                null,
                null,
                Task.IMAGE,
                labels,
                Networks.NAME,
                Strategy.AUTO,
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT,
                preparation,
                Map.of(),
                golden,
                null,
                null);
    }

    public ImageArchive file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** Packed and put into a store, under a key of its own. */
    public ObjectRef put(MemoryStore store) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] content = bytes.toByteArray();
        return store.put("uploads/" + Hashes.sha256(content) + ".zip", content, "application/zip");
    }

    /** As a batch that lies in a store. */
    public BatchLabelled batch(MemoryStore store) {
        ObjectRef object = put(store);
        return Batches.announced(object.uri(), object.sha256(), "zip", "none");
    }

    /** As a golden set that lies in a store. */
    public GoldenSet golden(MemoryStore store) {
        ObjectRef object = put(store);
        return new GoldenSet(object.uri(), object.sha256(), "zip", null, null);
    }
}
