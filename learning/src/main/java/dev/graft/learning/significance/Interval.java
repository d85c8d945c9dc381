package dev.graft.learning.significance;

/**
 * Where the true value lies, as far as a sample tells.
 *
 * @param lower end
 * @param upper end, not below the lower one
 * @param level how often such an interval holds the true value, in (0, 1)
 */
public record Interval(double lower, double upper, double level) {}
