package dev.graft.registry.openlineage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something began, and by which event that is known.
 *
 * @param eventId of the event that tells it
 * @param uri of the file that it began with; null: there is none, or it is not known
 * @param sha256 of that file
 */
public record Beginning(
        String eventId,
        Instant time,
        @Nullable String uri,
        @Nullable String sha256) {

    Beginning(String eventId, Instant time) {
        this(eventId, time, null, null);
    }

    /** The same as another event tells it, which it cannot have come after. */
    Beginning toldBy(String otherId, Instant otherTime) {
        return new Beginning(otherId, time.isBefore(otherTime) ? time : otherTime, uri, sha256);
    }
}
