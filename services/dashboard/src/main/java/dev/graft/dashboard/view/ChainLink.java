package dev.graft.dashboard.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a batch's chain.
 *
 * @param type as in {@code run.epoch-completed}
 * @param hopMillis from the event that caused it, where that is part of the chain, or else from the one before; null on
 *     the first
 * @param computeMillis how much of that was training or evaluation, as the event itself says
 */
public record ChainLink(
        String type,
        String id,
        String source,
        Instant time,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable Long hopMillis,
        @Nullable Long computeMillis) {}
