package dev.graft.contracts.document;

import java.time.Instant;

/**
 * A name that points at a version: what is live is {@code champion}.
 *
 * @param version 0: that entry of the history deleted the alias, which never happens to {@code champion}
 * @param sequence the entry of the model's history that moved it here
 */
public record ModelAlias(String task, String alias, int version, long sequence, Instant movedAt) {
    public static final String CHAMPION = "champion";

    /** Of the version that answers beside the champion and to nobody. */
    public static final String SHADOW = "shadow";
}
