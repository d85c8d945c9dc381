package dev.graft.contracts.event;

import dev.graft.contracts.EventData;

/**
 * A shadow, which answers beside the champion and to nobody, gave an input another label than the champion did.
 *
 * @param input SHA-256 of the input as it was asked, by which the same one is known again
 * @param champion what was answered
 * @param shadow what would have been
 */
public record PredictionDisagreed(String task, String input, Opinion champion, Opinion shadow) implements EventData {}
