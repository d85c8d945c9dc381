package dev.graft.registry.webhook;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a model, as a webhook is told of it.
 *
 * @param at when it happened
 * @param place what sets it apart from all others of its model, however often it is found
 * @param order tells which of two that happened in the same moment comes first, by text
 * @param within the place of the notice that says this too, for who hears that one; null: there is none
 * @param data in MLflow's words
 */
record Notice(
        WebhookEvent event,
        Instant at,
        String place,
        String order,
        @Nullable String within,
        Map<String, Object> data) {}
