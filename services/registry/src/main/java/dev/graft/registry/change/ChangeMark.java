package dev.graft.registry.change;

import java.time.Instant;

/**
 * A durable word that a model is being changed, or was, and that its new state may not be published yet.
 *
 * @param at when it was set, by the clock of the process that set it, to the millisecond
 * @param id no two marks share one
 */
public record ChangeMark(String model, Instant at, String id) {}
