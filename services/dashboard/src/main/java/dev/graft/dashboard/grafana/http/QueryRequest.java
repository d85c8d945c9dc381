package dev.graft.dashboard.grafana.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a panel asks for.
 *
 * @param intervalMs from one point to the next at least; null: as it comes
 * @param maxDataPoints that the panel has room for; null: 500
 */
public record QueryRequest(
        @Nullable Range range,
        @Nullable Long intervalMs,
        @Nullable Integer maxDataPoints,
        @Nullable List<Target> targets) {

    /** The time that is shown. */
    public record Range(@Nullable Instant from, @Nullable Instant to) {}

    /**
     * One query of a panel.
     *
     * @param target the metric; null or empty: none is chosen yet
     * @param payload an object of choices; anything else: none
     */
    public record Target(
            @Nullable String refId,
            @Nullable String target,
            @Nullable JsonNode payload) {}
}
