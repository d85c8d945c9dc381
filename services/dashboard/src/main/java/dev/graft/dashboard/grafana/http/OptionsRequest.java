package dev.graft.dashboard.grafana.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen.
 *
 * @param name of the choice, in the query editor
 * @param payload of a variable: {@code {"target": "task"}}
 */
public record OptionsRequest(
        @Nullable String name, @Nullable JsonNode payload) {}
