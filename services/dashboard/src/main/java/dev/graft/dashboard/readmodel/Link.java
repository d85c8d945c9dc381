package dev.graft.dashboard.readmodel;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An event without its payload: a link of the chain that a batch sets off. */
record Link(
        String id,
        EventType type,
        String source,
        Instant time,
        @Nullable String correlationId,
        @Nullable String causationId) {

    static final Comparator<Link> BY_TIME = Comparator.comparing(Link::time).thenComparing(Link::id);

    static Link of(Event<?> event, Pool pool) {
        String correlation = event.correlationId();
        String causation = event.causationId();
        return new Link(
                pool.of(event.id()),
                event.type(),
                pool.of(event.source()),
                event.time(),
                correlation == null ? null : pool.of(correlation),
                causation == null ? null : pool.of(causation));
    }
}
