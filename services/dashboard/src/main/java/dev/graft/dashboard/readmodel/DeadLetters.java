package dev.graft.dashboard.readmodel;

import dev.graft.dashboard.view.DeadLetter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records that some service could not read, newest first. */
final class DeadLetters {
    private final Newest<DeadLetter> kept;
    private final Map<String, DeadLetter> byEvent = new HashMap<>();
    private long total;

    DeadLetters(int capacity) {
        this.kept = new Newest<>(capacity, this::forget);
    }

    void apply(DeadLetter letter) {
        total++;
        if (kept.touch(letter.id(), letter.time(), () -> letter) != null && letter.eventId() != null) {
            byEvent.put(letter.eventId(), letter);
        }
    }

    /** The letter that an event became; null where it was read well. */
    @Nullable
    DeadLetter ofEvent(String eventId) {
        return byEvent.get(eventId);
    }

    Stream<DeadLetter> newestFirst() {
        return kept.newestFirst();
    }

    long total() {
        return total;
    }

    int size() {
        return kept.size();
    }

    private void forget(DeadLetter letter) {
        if (letter.eventId() != null) {
            byEvent.remove(letter.eventId(), letter);
        }
    }
}
