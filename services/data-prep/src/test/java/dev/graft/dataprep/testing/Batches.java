package dev.graft.dataprep.testing;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** A task and batches for it, as tests need them. */
public final class Batches {
    public static final String TASK = "support";

    private Batches() {}

    public static Task task(Trigger trigger) {
        return task(List.of("refund", "delivery"), trigger);
    }

    public static Task task(List<String> labels) {
        return task(labels, Trigger.AT_ONCE);
    }

    private static Task task(List<String> labels, Trigger trigger) {
        return new Task(TASK, null, null, Task.TEXT, labels, Task.DEFAULT_BACKBONE, null, null, trigger, null);
    }

    /** A task that says how its rows are prepared and where they come from. */
    public static Task task(Preparation preparation, Map<String, DataSource> dataSources) {
        return new Task(
                TASK,
                null,
                null,
                Task.TEXT,
                List.of("refund", "delivery"),
                Task.DEFAULT_BACKBONE,
                Strategy.AUTO,
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT,
                preparation,
                dataSources);
    }

    /** Rows of one label that no other {@code name} gives. */
    public static BatchLabelled inline(String name, int rows) {
        return inline(IntStream.range(0, rows)
                .mapToObj(i -> new BatchLabelled.Row(name + " " + i, "refund"))
                .toList());
    }

    public static BatchLabelled inline(List<BatchLabelled.Row> rows) {
        return new BatchLabelled(TASK, null, null, rows);
    }

    public static BatchLabelled.Row row(String text, String label) {
        return new BatchLabelled.Row(text, label);
    }

    /** A batch whose file is put into the store. */
    public static BatchLabelled stored(MemoryStore store, String format, String content) {
        return stored(store, format, null, content.getBytes(StandardCharsets.UTF_8));
    }

    public static BatchLabelled stored(MemoryStore store, String format, String compression, byte[] content) {
        ObjectRef object = store.put("uploads/batch", content, "text/plain");
        return announced(object.uri(), object.sha256(), format, compression);
    }

    public static BatchLabelled announced(String uri, String sha256, String format, String compression) {
        return new BatchLabelled(
                TASK, null, new BatchLabelled.Source(uri, sha256, format, compression, Map.of()), null);
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
