package dev.graft.dashboard.http;

import dev.graft.platform.http.Problem;
import jakarta.ws.rs.DefaultValue;
import org.jboss.resteasy.reactive.RestQuery;

/** Which part of a list is asked for. */
public class Paging {
    static final int MAX_LIMIT = 500;

    @RestQuery
    @DefaultValue("50")
    int limit;

    @RestQuery
    @DefaultValue("0")
    int offset;

    /** @throws Problem when it is out of bounds */
    int limit() {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.badRequest("limit must be from 1 to " + MAX_LIMIT + ", not " + limit);
        }
        return limit;
    }

    /** @throws Problem when it is negative */
    int offset() {
        if (offset < 0) {
            throw Problem.badRequest("offset must not be negative: " + offset);
        }
        return offset;
    }
}
