package dev.graft.dashboard.http;

import org.jspecify.annotations.Nullable;

/**
 * Why a dead letter is replayed.
 *
 * @param explanation for people
 * @param requestedBy the person; absent: unknown; means nothing where the caller has proved a name
 */
public record ReplayWish(
        @Nullable String explanation, @Nullable String requestedBy) {
    static final int MAX_CHARS = 2_000;
}
