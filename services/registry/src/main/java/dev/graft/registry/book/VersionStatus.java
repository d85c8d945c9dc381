package dev.graft.registry.book;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a version stands. */
public enum VersionStatus {
    @JsonProperty("live")
    LIVE("is live"),
    @JsonProperty("was-live")
    WAS_LIVE("was live and is not any more"),
    @JsonProperty("refused")
    REFUSED("was refused"),
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

    /** @param refused whether a decision refuses the version; asked only where the history does not tell */
    public static VersionStatus of(ModelBook book, int version, boolean refused) {
        if (book.history().live().filter(live -> live == version).isPresent()) {
            return LIVE;
        }
        if (book.history().hasBeenLive(version)) {
            return WAS_LIVE;
        }
        return refused ? REFUSED : UNDECIDED;
    }
}
