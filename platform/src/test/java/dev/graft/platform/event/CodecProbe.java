package dev.graft.platform.event;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchLabelled;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** Writes an event as JSON and reads it again, where nobody has used a codec before; returns its id. */
public final class CodecProbe implements Callable<String> {
    @Override
    public String call() throws MalformedEvent {
        EventCodec codec = new EventCodec();
        Event<BatchLabelled> event = new Event<>(
                "e-1",
                EventType.BATCH_LABELLED,
                "/shop/labelling",
                Instant.EPOCH,
                null,
                null,
                null,
                new BatchLabelled("support", "first", null, List.of(new BatchLabelled.Row("hello", "greeting"))));
        return codec.fromJson(codec.toJson(event)).id();
    }
}
