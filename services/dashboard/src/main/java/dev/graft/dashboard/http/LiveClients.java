package dev.graft.dashboard.http;

import dev.graft.dashboard.live.LiveEvents;
import dev.graft.dashboard.messaging.CatchUp;
import dev.graft.platform.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The clients of the live stream. Each has a bounded buffer of its own; one that does not read is cut off when it is full,
 * and finds what it missed by coming back with its last event's id.
 */
@ApplicationScoped
public class LiveClients {
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(2);

    /** Bounds of the live stream. */
    @ConfigMapping(prefix = "graft.dashboard.live")
    public interface Config {
        /** Clients at the same time. */
        @WithDefault("1000")
        int clients();

        /** Messages that wait for a slow client; at least as many as can be asked for again. */
        @WithDefault("1500")
        int buffer();

        /** How often a comment is sent, so that a dead connection is noticed. */
        @WithDefault("15s")
        Duration heartbeat();
    }

    private final Config config;
    private final LiveEvents events;
    private final CatchUp catchUp;
    private final Multi<Long> heartbeats;

    public LiveClients(Config config, LiveEvents events, CatchUp catchUp, MeterRegistry meters) {
        this.config = config;
        this.events = events;
        this.catchUp = catchUp;
        this.heartbeats = Multi.createFrom()
                .ticks()
                .startingAfter(config.heartbeat())
                .every(config.heartbeat())
                .onOverflow()
                .drop();
        meters.gauge("graft.dashboard.live.clients", events, LiveEvents::listeners);
    }

    /**
     * A client's stream; it begins when the past has been read.
     *
     * @param lastId the last event that the client has; null: it wants only what comes
     * @param task whose events it wants; null: all
     * @param onOverflow called when it is too slow, after which the stream ends
     */
    Multi<OutboundSseEvent> stream(Sse sse, @Nullable String lastId, @Nullable String task, Runnable onOverflow) {
        if (events.listeners() >= config.clients()) {
            throw Problem.unavailable("There are " + config.clients() + " live clients already; try again later");
        }
        Multi<OutboundSseEvent> first = Multi.createFrom()
                .item(() -> sse.newEventBuilder()
                        .comment("graft")
                        .reconnectDelay(RECONNECT_AFTER.toMillis())
                        .build());
        Multi<OutboundSseEvent> rest = Uni.createFrom()
                .completionStage(catchUp.whenDone())
                .onItem()
                .transformToMulti(done -> live(sse, lastId, task, onOverflow));
        return Multi.createBy().concatenating().streams(first, rest);
    }

    private Multi<OutboundSseEvent> live(Sse sse, @Nullable String lastId, @Nullable String task, Runnable onOverflow) {
        return Multi.createFrom().deferred(() -> {
            LiveClient client = new LiveClient(sse, task, config.buffer(), onOverflow);
            Cancellable heartbeat = heartbeats.subscribe().with(tick -> client.heartbeat());
            events.subscribe(lastId, client, client::resync);
            return client.messages().onTermination().invoke(() -> {
                heartbeat.cancel();
                events.unsubscribe(client);
            });
        });
    }
}
