package dev.graft.dashboard.http;

import dev.graft.dashboard.live.LiveEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client of the live stream: what it wants, and how many messages wait for it. Thread-safe. */
final class LiveClient implements Consumer<LiveEvent> {
    /** Sent instead of what was missed when that is not remembered: the client should read everything anew. */
    static final String RESYNC = "resync";

    private final Sse sse;
    private final @Nullable String task;
    private final int buffer;
    private final Runnable onOverflow;
    private final AtomicInteger waiting = new AtomicInteger();
    private final UnicastProcessor<OutboundSseEvent> queue = UnicastProcessor.create();
    private boolean cutOff;

    LiveClient(Sse sse, @Nullable String task, int buffer, Runnable onOverflow) {
        this.sse = sse;
        this.task = task;
        this.buffer = buffer;
        this.onOverflow = onOverflow;
    }

    @Override
    public void accept(LiveEvent event) {
        if (task == null || task.equals(event.task())) {
            send(sse.newEventBuilder()
                    .id(event.id())
                    .name(event.name())
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(String.class, event.json())
                    .build());
        }
    }

    void resync() {
        send(sse.newEventBuilder()
                .name(RESYNC)
                .data(String.class, "{\"type\":\"" + RESYNC + "\"}")
                .build());
    }

    void heartbeat() {
        send(sse.newEventBuilder().comment("heartbeat").build());
    }

    /** What it gets; it ends when more messages wait than the buffer holds. */
    Multi<OutboundSseEvent> messages() {
        return queue.onItem().invoke(() -> waiting.decrementAndGet());
    }

    private synchronized void send(OutboundSseEvent message) {
        if (cutOff) {
            return;
        }
        if (waiting.incrementAndGet() <= buffer) {
            queue.onNext(message);
        } else {
            cutOff = true;
            onOverflow.run();
            queue.onComplete();
        }
    }
}
