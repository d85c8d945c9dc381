package dev.graft.dashboard.replay;

import dev.graft.contracts.EventType;
import dev.graft.dashboard.readmodel.ReadModel;
import dev.graft.dashboard.replay.ReplayOutcome.Refused;
import dev.graft.dashboard.replay.ReplayOutcome.Replayed;
import dev.graft.dashboard.replay.ReplayOutcome.Unknown;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.dashboard.view.Replay;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends a dead letter's record back to where it was found. A letter may be replayed again: whoever reads the mesh's events
 * recognises a repeat, and what still cannot be read becomes a new letter.
 */
public final class ReplayDeadLetter {
    /** States are left out: an old one would lie over the newest of its key. */
    private static final Set<String> TOPICS = Stream.concat(
                    Arrays.stream(EventType.values())
                            .filter(type -> !type.isState())
                            .map(EventType::topic),
                    Stream.of(EventType.OPENLINEAGE_TOPIC))
            .collect(Collectors.toUnmodifiableSet());

    private final ReadModel model;
    private final Letters letters;

    public ReplayDeadLetter(ReadModel model, Letters letters) {
        this.model = model;
        this.letters = letters;
    }

    public ReplayOutcome replay(String id, Replay replay) {
        Optional<DeadLetter> known = model.deadLetter(id);
        if (known.isEmpty()) {
            return new Unknown("No dead letter '" + id + "' is remembered; GET /api/dead-letters lists those that are");
        }
        DeadLetter letter = known.get();
        if (!TOPICS.contains(letter.topic())) {
            return new Refused("The record came from '" + letter.topic()
                    + "', which is none of the topics whose records may come again. Mend it and send it by hand");
        }
        return letters.read(letter.place())
                .filter(stored -> stored.told().id().equals(id))
                .map(stored -> sendBack(stored, replay))
                .orElseGet(() -> new Unknown("The letter is not in " + EventType.DEAD_LETTER_TOPIC
                        + " any more: its retention has passed. Have its sender send the record again"));
    }

    private ReplayOutcome sendBack(StoredLetter stored, Replay replay) {
        DeadLetter letter = stored.told();
        if (stored.value().length == 0) {
            return new Refused(
                    "The letter holds no value: the record had none, or was too large for a letter and lies in "
                            + letter.topic() + ", partition " + letter.partition() + ", offset " + letter.offset()
                            + ". Have its sender send it again");
        }
        return new Replayed(letter.id(), letter.topic(), letters.sendBack(stored, replay));
    }
}
