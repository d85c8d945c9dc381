package dev.graft.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * One rule of the gate and how the challenger fared.
 *
 * @param sentence for a person
 * @param value what was measured; null where the rule measures nothing
 * @param threshold what was asked for; null where the rule has none
 */
public record RuleOutcome(
        String rule,
        boolean passed,
        String sentence,
        @Nullable Double value,
        @Nullable Double threshold) {}
