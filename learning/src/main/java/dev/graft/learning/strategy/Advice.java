package dev.graft.learning.strategy;

/**
 * A strategy and why it was chosen.
 *
 * @param strategy with all its numbers
 * @param reason for a person, one or two sentences with the numbers that decided
 */
public record Advice(TransferStrategy strategy, String reason) {}
