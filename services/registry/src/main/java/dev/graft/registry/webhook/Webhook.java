package dev.graft.registry.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to be told. Immutable.
 *
 * @param sealedSecret what signs the deliveries, encrypted; null: they are not signed
 * @param since it is told of nothing that happened earlier: when it was created, or last made active
 */
public record Webhook(
        String id,
        String name,
        String url,
        @Nullable String description,
        List<WebhookEvent> events,
        boolean active,
        @Nullable String sealedSecret,
        Instant createdAt,
        Instant updatedAt,
        Instant since) {

    public Webhook {
        events = List.copyOf(events);
    }

    boolean wants(Notice notice) {
        return active && events.contains(notice.event()) && !notice.at().isBefore(since);
    }
}
