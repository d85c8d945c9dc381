package dev.graft.dashboard.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a run has come. */
public enum RunState {
    TRAINING,
    /** The challenger is trained and waits for a verdict. */
    EVALUATING,
    /** The verdict is there and waits for the registry. */
    DECIDING,
    PROMOTED,
    REFUSED,
    /** The test rows were too few to tell the challenger from the champion, which stays. */
    INCONCLUSIVE,
    ABANDONED,
    /** It never began: a newer snapshot took its place. */
    SUPERSEDED;

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isActive() {
        return this == TRAINING || this == EVALUATING || this == DECIDING;
    }
}
