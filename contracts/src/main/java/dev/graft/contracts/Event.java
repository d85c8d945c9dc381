package dev.graft.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event with its CloudEvents 1.0 context.
 *
 * @param id unique with {@code source}; deterministic for everything that a service announces, so that a repeat is
 *     recognised
 * @param source the service, as {@code /graft/<service>}, or whatever the producer calls itself
 * @param time when it happened
 * @param correlationId the batch that set this chain of events off; null only on an input that starts a chain
 * @param causationId the id of the event that caused this one; null only on an input that starts a chain
 * @param traceparent W3C trace context; null where the producer sent none
 */
public record Event<T extends EventData>(
        String id,
        EventType type,
        String source,
        Instant time,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        T data) {}
