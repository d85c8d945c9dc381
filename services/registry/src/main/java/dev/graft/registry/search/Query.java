package dev.graft.registry.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search as somebody asks for it.
 *
 * @param filter null: everything matches
 * @param token where an earlier page ended; null: from the beginning
 */
public record Query(
        @Nullable String filter,
        List<String> orders,
        int maxResults,
        @Nullable String token) {}
