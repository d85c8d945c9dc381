package dev.graft.dashboard.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that a service could not read.
 *
 * @param id service and place of the record, so the same letter written twice is one
 * @param topic where the record lies, with partition and offset
 * @param service who could not read it
 * @param key the record's key, cut at 200 characters
 * @param eventId the CloudEvents id that it carried; null: it carried none
 * @param excerpt the first 500 characters of its value, unprintable ones replaced
 * @param bytes the size of its value
 * @param place where the letter itself lies, in the dead-letter topic
 * @param replayOf the letter whose replay came to nothing again; null: the record was no replay
 * @param replay the last one of this letter; null: it was not replayed
 */
public record DeadLetter(
        String id,
        String topic,
        int partition,
        long offset,
        String service,
        String reason,
        @Nullable String key,
        @Nullable String eventId,
        String excerpt,
        long bytes,
        Instant time,
        Place place,
        @Nullable String replayOf,
        @Nullable Replay replay) {

    /** The same letter, replayed. */
    public DeadLetter with(Replay done) {
        return new DeadLetter(
                id, topic, partition, offset, service, reason, key, eventId, excerpt, bytes, time, place, replayOf,
                done);
    }
}
