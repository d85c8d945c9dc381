package dev.graft.registry.catalogue.http;

import dev.graft.platform.http.Problem;
import dev.graft.registry.catalogue.Page;

/** The query parameters {@code offset} and {@code limit} of every list. */
final class Cuts {
    static final String DEFAULT_LIMIT = "50";

    private static final int MAX_LIMIT = 500;

    private Cuts() {}

    static Page.Cut of(int offset, int limit) {
        if (offset < 0) {
            throw Problem.badRequest("offset must be 0 or more, not " + offset);
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.badRequest("limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
        return new Page.Cut(offset, limit);
    }
}
