package dev.graft.contracts.event;

/**
 * What a version says of an input.
 *
 * @param label the most probable one
 * @param probability of this label, 0 to 1
 */
public record Opinion(int version, String label, double probability) {}
