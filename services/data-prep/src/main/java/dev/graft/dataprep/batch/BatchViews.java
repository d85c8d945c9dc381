package dev.graft.dataprep.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.dataprep.batch.Rejections.RejectedFiles;
import dev.graft.dataprep.journal.Datasets;
import dev.graft.dataprep.journal.Journal;
import dev.graft.dataprep.journal.JournalEntry.BatchTaken;
import dev.graft.platform.json.Json;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Batches as people look at them: what became of each, and why. Reads only. */
public final class BatchViews {
    private final ObjectStore store;
    private final Steps steps;
    private final Datasets datasets;
    private final Journal journal;

    public BatchViews(ObjectStore store, Steps steps, Datasets datasets, Journal journal) {
        this.store = store;
        this.steps = steps;
        this.datasets = datasets;
        this.journal = journal;
    }

    /** Whether a batch is part of the data set. */
    public enum State {
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("rejected")
        REJECTED
    }

    /**
     * A batch.
     *
     * @param sequence its place in the journal; null: it was rejected
     * @param reason null: it was accepted
     * @param explanation null: it was accepted
     * @param rows null: they could not be read
     * @param report the quality report; null in lists and where the rows could not be read
     */
    public record Batch(
            String batchId,
            State state,
            Instant time,
            @Nullable Long sequence,
            DatasetRejected.@Nullable Reason reason,
            @Nullable String explanation,
            @Nullable RowCounts rows,
            @Nullable JsonNode report) {
        Batch withReport(@Nullable JsonNode content) {
            return new Batch(batchId, state, time, sequence, reason, explanation, rows, content);
        }
    }

    /** A page of a longer list. */
    public record Page<T>(List<T> items, int offset, int limit, long total) {}

    /** The batches of the data set, the newest first. */
    public Page<Batch> accepted(String task, int offset, int limit) {
        List<Long> batches = datasets.stateOf(task).batches();
        List<Batch> items = new ArrayList<>();
        for (int i = batches.size() - 1 - offset; i >= 0 && items.size() < limit; i--) {
            items.add(accepted(entry(task, batches.get(i))));
        }
        return new Page<>(items, offset, limit, batches.size());
    }

    /** The refusals of a task's batches, in no order of time; an announcement each. */
    public Page<Batch> rejected(String task, int offset, int limit) {
        List<String> keys = store.list(Rejections.allBatches(task)).stream()
                .filter(Rejections::isRefusal)
                .toList();
        List<Batch> items = keys.stream()
                .skip(offset)
                .limit(limit)
                .map(key -> rejected(steps.find(key).orElseThrow()))
                .toList();
        return new Page<>(items, offset, limit, keys.size());
    }

    /** One batch with its quality report. */
    public Optional<Batch> find(String task, String batchId) {
        Optional<BatchTaken> taken = taken(task, batchId);
        if (taken.isPresent()) {
            return taken.map(entry -> accepted(entry).withReport(document(entry.report())));
        }
        return lastRefusal(task, batchId).map(key -> {
            Event<?> event = steps.find(key).orElseThrow();
            ObjectRef report = ((DatasetRejected) event.data()).report();
            return rejected(event).withReport(report == null ? null : document(report));
        });
    }

    /** The quarantined rows of a batch; empty when there is no such batch. */
    public Optional<Page<QuarantinedRow>> quarantine(String task, String batchId, int offset, int limit) {
        Optional<BatchTaken> taken = taken(task, batchId);
        if (taken.isPresent()) {
            return Optional.of(lines(taken.get().quarantine(), offset, limit));
        }
        return lastRefusal(task, batchId)
                .map(key -> lines(
                        steps.detail(key, RejectedFiles.class)
                                .map(RejectedFiles::quarantine)
                                .orElse(null),
                        offset,
                        limit));
    }

    private Optional<BatchTaken> taken(String task, String batchId) {
        return datasets.stateOf(task).sequenceOf(batchId).map(sequence -> entry(task, sequence));
    }

    private BatchTaken entry(String task, long sequence) {
        return (BatchTaken) journal.at(task, sequence).orElseThrow().entry();
    }

    private Optional<String> lastRefusal(String task, String batchId) {
        return store.list(Rejections.folder(task, batchId)).stream()
                .max(Comparator.comparing(key -> steps.find(key).orElseThrow().time()));
    }

    private JsonNode document(ObjectRef reference) {
        return Json.read(store.find(key(reference)).orElseThrow().content(), JsonNode.class);
    }

    private String key(ObjectRef reference) {
        return reference.uri().substring(store.uri("").length());
    }

    private Page<QuarantinedRow> lines(@Nullable ObjectRef quarantine, int offset, int limit) {
        if (quarantine == null) {
            return new Page<>(List.of(), offset, limit, 0);
        }
        List<QuarantinedRow> items = new ArrayList<>();
        long line = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(store.open(quarantine.uri()), StandardCharsets.UTF_8))) {
            for (String row = reader.readLine(); row != null; row = reader.readLine()) {
                if (line >= offset && items.size() < limit) {
                    items.add(Json.read(row.getBytes(StandardCharsets.UTF_8), QuarantinedRow.class));
                }
                line++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page<>(items, offset, limit, line);
    }

    private static Batch accepted(BatchTaken entry) {
        return new Batch(
                entry.batchId(), State.ACCEPTED, entry.time(), entry.sequence(), null, null, entry.rows(), null);
    }

    private static Batch rejected(Event<?> event) {
        DatasetRejected rejected = (DatasetRejected) event.data();
        return new Batch(
                String.valueOf(rejected.batchId()),
                State.REJECTED,
                event.time(),
                null,
                rejected.reason(),
                rejected.explanation(),
                rejected.rows(),
                null);
    }
}
