package dev.graft.learning.drift;

/**
 * One piece of advice.
 *
 * @param family what to do
 * @param reason for a person, one or two sentences with the figures that it rests on
 */
public record TransferHint(StrategyFamily family, String reason) {}
