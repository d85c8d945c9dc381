package dev.graft.registry.book;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.contracts.event.ModelEvaluated;

/** Where a version stands. */
public enum VersionStatus {
    @JsonProperty("live")
    LIVE("is live"),
    @JsonProperty("was-live")
    WAS_LIVE("was live and is not any more"),
    @JsonProperty("refused")
    REFUSED("was refused"),
    @JsonProperty("inconclusive")
    INCONCLUSIVE("could not be told from the champion"),
    /** Claimed by a run whose verdict did not hold any more; a further evaluation is on its way. */
    @JsonProperty("undecided")
    UNDECIDED("is being evaluated again");

    private final String words;

    VersionStatus(String words) {
        this.words = words;
    }

    /** As the predicate of a sentence. */
    public String words() {
        return words;
    }

    /**
     * Where a version stands.
     *
     * @param turnedDown whether a decision keeps the version from going live; asked only where the history does not tell
     * @param verdict what the gate said of it
     */
    public static VersionStatus of(ModelBook book, int version, boolean turnedDown, ModelEvaluated.Decision verdict) {
        if (book.history().live().filter(live -> live == version).isPresent()) {
            return LIVE;
        }
        if (book.history().hasBeenLive(version)) {
            return WAS_LIVE;
        }
        if (!turnedDown) {
            return UNDECIDED;
        }
        return verdict == ModelEvaluated.Decision.INCONCLUSIVE ? INCONCLUSIVE : REFUSED;
    }
}
