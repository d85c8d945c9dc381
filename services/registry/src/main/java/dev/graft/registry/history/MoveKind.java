package dev.graft.registry.history;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What set an alias in motion. */
public enum MoveKind {
    /** The gate's verdict. */
    @JsonProperty("promoted")
    PROMOTED,
    /** A person, whatever the gate's verdict was. */
    @JsonProperty("promoted-by-request")
    PROMOTED_BY_REQUEST,
    /** A person, back to a version that has been live. */
    @JsonProperty("rolled-back")
    ROLLED_BACK,
    /** A person, an alias other than the champion. */
    @JsonProperty("alias-set")
    ALIAS_SET,
    /** A person, who wants the alias to point nowhere; never the champion. */
    @JsonProperty("alias-deleted")
    ALIAS_DELETED;

    /** Whether the move decides its version's challenge. */
    public boolean promotes() {
        return this == PROMOTED || this == PROMOTED_BY_REQUEST;
    }
}
