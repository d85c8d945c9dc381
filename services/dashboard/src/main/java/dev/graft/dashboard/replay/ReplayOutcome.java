package dev.graft.dashboard.replay;

import dev.graft.dashboard.view.Place;

/** What became of the wish to replay a letter. */
public sealed interface ReplayOutcome {

    /**
     * The record is on its topic again.
     *
     * @param place where it lies there
     */
    record Replayed(String letter, String topic, Place place) implements ReplayOutcome {}

    /** There is no such letter, or not any more. */
    record Unknown(String why) implements ReplayOutcome {}

    /** The letter is there and cannot be replayed. */
    record Refused(String why) implements ReplayOutcome {}
}
