package dev.graft.registry.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice on its way to a webhook. Immutable.
 *
 * @param id the same however often it is sent, so that the receiver can tell a repeat
 * @param body the JSON that is signed and sent
 * @param order tells which of two that were created in the same moment is sent first, by text
 * @param attempts how often it was sent, or begun to be
 * @param dueAt it is not sent before
 * @param error what came of the last attempt; null: none has failed
 */
public record Delivery(
        String id,
        WebhookEvent event,
        String model,
        String body,
        Instant createdAt,
        String order,
        int attempts,
        Instant dueAt,
        @Nullable String error) {
    private static final int MAX_ERROR_CHARS = 500;

    /** Taken by somebody who sends it now; if nothing is heard of that, somebody else does. */
    Delivery taken(Instant until) {
        return new Delivery(id, event, model, body, createdAt, order, attempts + 1, until, error);
    }

    Delivery failed(String why, Instant nextAt) {
        String reason = why.length() <= MAX_ERROR_CHARS ? why : why.substring(0, MAX_ERROR_CHARS) + "…";
        return new Delivery(id, event, model, body, createdAt, order, attempts, nextAt, reason);
    }
}
