package dev.graft.trainer.view.http;

import org.jspecify.annotations.Nullable;

/**
 * Why a run is cancelled.
 *
 * @param explanation for people; absent: none
 * @param requestedBy the person; absent: unknown; means nothing where the caller has proved a name
 */
public record CancelRequest(
        @Nullable String explanation, @Nullable String requestedBy) {
    static final int MAX_CHARS = 2_000;
}
