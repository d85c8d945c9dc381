package dev.graft.registry.promotion;

import dev.graft.registry.history.Move;

/** What became of a person's wish to change what is live. */
public sealed interface MoveOutcome {
    /**
     * It happened.
     *
     * @param repeated whether an earlier request with the same key had made it happen
     */
    record Moved(String task, Move move, boolean repeated) implements MoveOutcome {}

    /** There is no such model or version. */
    record Unknown(String explanation) implements MoveOutcome {}

    /** It cannot be; the explanation says why, and what can. */
    record Impossible(String explanation) implements MoveOutcome {}
}
