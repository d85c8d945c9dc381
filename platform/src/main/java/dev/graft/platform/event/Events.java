package dev.graft.platform.event;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.platform.json.Hashes;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of this service. An event's id is a hash of its type and of the place where its step's output lies,
 * so that the same step announces the same event however often it is repeated.
 */
@ApplicationScoped
public class Events {
    private final Clock clock;
    private final String source;

    public Events(Clock clock, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.clock = clock;
        this.source = "/graft/" + service;
    }

    /**
     * An event that another one caused; it belongs to the same batch and the same trace.
     *
     * @param place the key of the step's output, or whatever else is unique to this event among those of its type
     */
    public <T extends EventData> Event<T> causedBy(Event<?> cause, String place, T data) {
        return event(place, cause.correlationId(), cause.id(), Trace.childOf(cause.traceparent(), place), data);
    }

    /**
     * An event that another one caused and that belongs to the batch {@code correlationId} from here on.
     *
     * @param place as in {@link #causedBy(Event, String, EventData)}
     */
    public <T extends EventData> Event<T> causedBy(Event<?> cause, String correlationId, String place, T data) {
        return event(place, correlationId, cause.id(), Trace.childOf(cause.traceparent(), place), data);
    }

    /** An event that a person set off, over REST; it belongs to the trace of the call where there is one. */
    public <T extends EventData> Event<T> onRequest(String place, T data) {
        String call = Trace.parent(Span.current().getSpanContext());
        return event(place, null, null, Trace.childOf(call, place), data);
    }

    private <T extends EventData> Event<T> event(
            String place, @Nullable String correlationId, @Nullable String causationId, String traceparent, T data) {
        EventType type = EventType.of(data.getClass());
        return new Event<>(
                Hashes.id(type.type(), place),
                type,
                source,
                clock.instant(),
                correlationId,
                causationId,
                traceparent,
                data);
    }
}
