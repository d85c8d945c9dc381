package dev.graft.launcher.client;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that the mesh announced on one of its topics. */
public sealed interface Announcement {

    /** An event of the mesh. */
    record Fact(Event<?> event) implements Announcement {

        /** The payload, where the event is of that type. */
        public <T extends EventData> Optional<T> as(Class<T> dataClass) {
            return event.data().getClass().equals(dataClass)
                    ? Optional.of(dataClass.cast(event.data()))
                    : Optional.empty();
        }
    }

    /**
     * A record that no service could read.
     *
     * @param eventId its CloudEvents id; null where it has none
     * @param topic where it was sent to
     * @param service which service gave up on it
     */
    record DeadLetter(@Nullable String eventId, String topic, String service, String reason) implements Announcement {}

    /** A record on an event topic that is none of the mesh's events, or of a version that this program does not know. */
    record Unreadable(EventType type, String why) implements Announcement {}
}
