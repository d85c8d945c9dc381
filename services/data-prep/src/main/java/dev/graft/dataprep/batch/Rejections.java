package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.dataprep.batch.BatchRefused.Refusal;
import dev.graft.platform.event.Events;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.step.Steps;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of batches, one object for each announcement that was refused: the same event is answered the same way
 * for ever, while the same batch may be announced again, by a new event, once its fault is mended.
 */
final class Rejections {
    private static final String FOLDER = "rejections/";

    private final Steps steps;
    private final Events events;

    Rejections(Steps steps, Events events) {
        this.steps = steps;
        this.events = events;
    }

    /** The answer that an event has had already. */
    Optional<Event<?>> find(Event<BatchLabelled> announcement, String batchId) {
        return steps.find(key(announcement, batchId));
    }

    /**
     * Refuses, and returns the event that says so.
     *
     * @param report null: the rows could not be read
     * @param quarantine null: nothing was quarantined
     */
    Event<?> refuse(
            Event<BatchLabelled> announcement,
            String batchId,
            Refusal refusal,
            @Nullable QualityReport report,
            @Nullable ObjectRef reportFile,
            @Nullable ObjectRef quarantine) {
        String key = key(announcement, batchId);
        DatasetRejected rejected = new DatasetRejected(
                announcement.data().task(),
                batchId,
                refusal.reason(),
                refusal.explanation(),
                report == null ? null : report.rows(),
                reportFile);
        return steps.conclude(
                key,
                new Steps.Outcome(
                        events.causedBy(announcement, batchId, key, rejected),
                        quarantine == null ? null : new RejectedFiles(quarantine)));
    }

    private static String key(Event<BatchLabelled> announcement, String batchId) {
        return folder(announcement.data().task(), batchId) + Hashes.id(announcement.source(), announcement.id())
                + ".json";
    }

    /** Where all refusals of a batch lie. */
    static String folder(String task, String batchId) {
        return StoreLayout.batchPrefix(task, batchId) + FOLDER;
    }

    /** Where all batches of a task lie, refused or not. */
    static String allBatches(String task) {
        return "batches/" + task + "/";
    }

    static boolean isRefusal(String key) {
        return key.contains("/" + FOLDER);
    }

    /** What the manifest of a refusal holds beside its event. */
    record RejectedFiles(ObjectRef quarantine) {}
}
