package dev.graft.registry.retention;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * What was last decided about a version's files: that a move wants them, or that they go.
 *
 * @param sequence of a hold: the number in the history that the move is about to take; of a collection: how many moves
 *     the history had when it was decided
 * @param at when
 * @param reason in one sentence
 */
public record VersionClaim(State state, long sequence, Instant at, String reason) {

    /** The two kinds of claims. */
    public enum State {
        /** A move to the version may be under way; it is decided when its number in the history is taken. */
        @JsonProperty("held")
        HELD,
        /** The files are gone or about to go. Final. */
        @JsonProperty("collected")
        COLLECTED
    }

    static VersionClaim held(long sequence, Instant at) {
        return new VersionClaim(State.HELD, sequence, at, "An alias moves here as entry " + sequence + ".");
    }

    static VersionClaim collected(long moves, Instant at, String reason) {
        return new VersionClaim(State.COLLECTED, moves, at, reason);
    }

    public boolean isCollected() {
        return state == State.COLLECTED;
    }
}
