package dev.graft.predictor.serving;

import dev.graft.predictor.serving.AnswerRequest.Table;

/**
 * What a model makes of some inputs, in their order.
 *
 * @param table what it says
 * @param features where it sees them: one row an input, as many numbers as its head reads
 */
public record Seen(Table table, float[][] features) {}
