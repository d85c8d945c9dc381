package dev.graft.registry.promotion;

import org.jspecify.annotations.Nullable;

/**
 * A person's wish to change what is live.
 *
 * @param version the wanted version; null: the previous champion
 * @param expectedChampion what the person believes to be live, so that a wish that was granted already is not granted
 *     again; null: whatever is live
 * @param explanation why, for whoever looks at the history later
 * @param key the same for repeats of one wish, and for nothing else
 */
public record MoveRequest(
        @Nullable Integer version,
        @Nullable Integer expectedChampion,
        String explanation,
        String requestedBy,
        String key) {}
