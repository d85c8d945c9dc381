package dev.graft.learning.train;

/**
 * Dropout in the stages that learn; frozen ones see none.
 *
 * @param rate 0 to below 1
 * @param from the lowest stage that learns
 */
record StageDropout(float rate, int from) {

    static final StageDropout NONE = new StageDropout(0, 0);
}
