package dev.graft.dashboard.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a batch has come. The last five, and {@code rejected}, are ends. */
public enum BatchState {
    /** Announced, not answered yet. */
    RECEIVED,
    /** In the data set, waiting for the task's trigger. */
    ACCEPTED,
    /** Not fit to learn from. */
    REJECTED,
    /** Held by a snapshot that no run has begun on. */
    SNAPSHOT,
    TRAINING,
    /** Its challenger is trained and waits for verdict and decision. */
    EVALUATING,
    /** Its challenger became champion. */
    PROMOTED,
    /** Its challenger was refused. */
    REFUSED,
    /** The test rows were too few to tell its challenger from the champion. */
    INCONCLUSIVE,
    /** Its run ended without a challenger. */
    ABANDONED,
    /** The run on a newer snapshot, which holds its rows too, took the place of its own. */
    SUPERSEDED;

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
