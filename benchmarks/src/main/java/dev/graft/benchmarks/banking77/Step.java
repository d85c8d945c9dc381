package dev.graft.benchmarks.banking77;

/**
 * The state of things after one batch.
 *
 * @param rows announced so far
 * @param promoted whether the batch's model became the champion
 * @param championVersion what the predictor answered with
 * @param accuracy the champion's on all rows of test.csv, which the mesh never saw
 * @param seconds from the announcement to the verdict, training included
 */
record Step(int batch, int rows, boolean promoted, int championVersion, double accuracy, double seconds) {}
