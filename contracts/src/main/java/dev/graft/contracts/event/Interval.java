package dev.graft.contracts.event;

/**
 * Where a true value lies, as far as the test rows tell.
 *
 * @param level how often such an interval holds the true value, above 0 and below 1
 */
public record Interval(double lower, double upper, double level) {}
