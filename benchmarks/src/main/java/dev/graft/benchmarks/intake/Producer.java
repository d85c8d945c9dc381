package dev.graft.benchmarks.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.launcher.client.Announcement;
import dev.graft.launcher.client.BatchAnnouncement;
import dev.graft.launcher.client.BatchFile;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.FileReading;
import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.client.TaskDeclaration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody who announces one batch after the other and waits for what becomes of each. Used by one thread. */
final class Producer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final StoreAddress store;
    private final EventSender sender;
    private final EventTail tail;

    Producer(StoreAddress store, EventSender sender, EventTail tail) {
        this.store = store;
        this.sender = sender;
        this.tail = tail;
    }

    /**
     * What became of a batch.
     *
     * @param snapshot that holds it; null: none was waited for
     * @param seconds from the announcement to the last of these events
     */
    record Taken(BatchAccepted batch, @Nullable DatasetPrepared snapshot, double seconds) {}

    void declare(ObjectNode declaration) throws IOException, InterruptedException {
        new TaskDeclaration(declaration).send(sender, tail);
    }

    /** Uploads a file, then announces it; the upload is not part of the time. */
    Taken announce(String task, Path file) throws IOException, InterruptedException {
        String id = new BatchAnnouncement(task, BatchFile.of(file), FileReading.PLAIN, null).sendFile(store, sender);
        return await(id, true, System.nanoTime());
    }

    /**
     * Announces rows within the event.
     *
     * @param snapshot whether to wait for one
     */
    Taken announce(String task, ObjectNode batch, boolean snapshot) throws IOException, InterruptedException {
        byte[] payload = JSON.writeValueAsBytes(batch);
        long start = System.nanoTime();
        return await(sender.send(EventType.BATCH_LABELLED, task, payload), snapshot, start);
    }

    private Taken await(String cause, boolean snapshot, long start) {
        BatchAccepted accepted = null;
        DatasetPrepared prepared = null;
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            for (Announcement announcement : tail.next(POLL)) {
                if (announcement instanceof Announcement.Fact fact) {
                    Event<?> event = fact.event();
                    prepared = event.data() instanceof DatasetPrepared made ? made : prepared;
                    accepted = cause.equals(event.causationId()) ? accepted(event, accepted) : accepted;
                }
            }
            if (accepted != null && (!snapshot || holds(prepared, accepted))) {
                return new Taken(accepted, snapshot ? prepared : null, (System.nanoTime() - start) / 1e9);
            }
        }
        throw new IllegalStateException("the batch was not taken in within " + PATIENCE);
    }

    /** Requests for the parts of a large batch are no answer. */
    private static @Nullable BatchAccepted accepted(Event<?> event, @Nullable BatchAccepted before) {
        if (event.data() instanceof DatasetRejected rejected) {
            throw new IllegalStateException("the batch was refused: " + rejected.explanation());
        }
        return event.data() instanceof BatchAccepted batch ? batch : before;
    }

    private static boolean holds(@Nullable DatasetPrepared prepared, BatchAccepted batch) {
        return prepared != null && prepared.newBatches().contains(batch.batchId());
    }
}
