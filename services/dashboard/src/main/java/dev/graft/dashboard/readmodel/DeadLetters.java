package dev.graft.dashboard.readmodel;

import dev.graft.dashboard.view.DeadLetter;
import dev.graft.dashboard.view.Replay;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records that some service could not read, newest first. */
final class DeadLetters {
    private final Newest<LetterFacts> kept;
    private final Map<String, DeadLetter> byEvent = new HashMap<>();
    private long total;

    /** A letter, and its last replay. */
    private static final class LetterFacts {
        final DeadLetter letter;

        @Nullable
        Replay replay;

        LetterFacts(DeadLetter letter) {
            this.letter = letter;
        }

        DeadLetter told() {
            return replay == null ? letter : letter.with(replay);
        }
    }

    DeadLetters(int capacity) {
        this.kept = new Newest<>(capacity, this::forget);
    }

    void apply(DeadLetter letter) {
        total++;
        if (kept.touch(letter.id(), letter.time(), () -> new LetterFacts(letter)) != null && letter.eventId() != null) {
            byEvent.put(letter.eventId(), letter);
        }
    }

    /** The note of a replay lies behind its letter in the same partition, so a letter that is not known is forgotten. */
    boolean replayed(String id, Replay replay) {
        LetterFacts facts = kept.get(id);
        if (facts == null || (facts.replay != null && !facts.replay.at().isBefore(replay.at()))) {
            return false;
        }
        facts.replay = replay;
        return true;
    }

    @Nullable
    DeadLetter find(String id) {
        LetterFacts facts = kept.get(id);
        return facts == null ? null : facts.told();
    }

    /** The letter that an event became; null where it was read well. */
    @Nullable
    DeadLetter ofEvent(String eventId) {
        return byEvent.get(eventId);
    }

    Stream<DeadLetter> newestFirst() {
        return kept.newestFirst().map(LetterFacts::told);
    }

    long total() {
        return total;
    }

    int size() {
        return kept.size();
    }

    private void forget(LetterFacts facts) {
        String event = facts.letter.eventId();
        if (event != null) {
            byEvent.remove(event, facts.letter);
        }
    }
}
