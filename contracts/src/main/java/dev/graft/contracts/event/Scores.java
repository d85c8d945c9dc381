package dev.graft.contracts.event;

/**
 * The headline figures of a model on test rows; shares from 0 to 1.
 *
 * @param rows test rows
 * @param calibrationError expected calibration error, 15 bins of equal width
 */
public record Scores(long rows, double accuracy, double macroF1, double calibrationError) {}
