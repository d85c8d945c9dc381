package dev.graft.dashboard.messaging;

/**
 * The headers of replays. A record that was sent again has {@link #OF}; all of them are on the note without a value that lies
 * behind the letter in the dead-letter topic.
 */
final class ReplayHeaders {
    /** The letter's id. */
    static final String OF = "graft-replay-of";

    static final String TIME = "graft-replay-time";
    static final String BY = "graft-replay-by";
    static final String EXPLANATION = "graft-replay-explanation";

    private ReplayHeaders() {}
}
