package dev.graft.trainer.plan;

/**
 * What must be known of a backbone to choose a strategy.
 *
 * @param layers of the encoder
 * @param maxLength the most tokens of an input, special ones included
 */
public record BackboneFacts(int layers, int maxLength) {}
