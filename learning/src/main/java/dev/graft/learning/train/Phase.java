package dev.graft.learning.train;

import java.util.List;

/**
 * A stretch of a run under one schedule.
 *
 * @param name what it does
 * @param number from 0; it takes part in the seeds
 * @param groups the weights that learn, from the head downwards
 * @param epochs reported ones, at most
 * @param passes over the training rows in each of them
 * @param batchSize rows a step
 * @param encoderRate peak learning rate of the backbone's upper weights
 * @param headRate peak learning rate of the head's weights
 */
record Phase(
        PhaseName name,
        int number,
        List<Group> groups,
        int epochs,
        int passes,
        int batchSize,
        double encoderRate,
        double headRate) {

    /**
     * Weights that learn alike.
     *
     * @param stage of the backbone; the head counts as the one above the last
     * @param names of the weights, in order
     * @param rate peak learning rate
     * @param firstEpoch of the phase in which they learn, from 0
     */
    record Group(int stage, List<String> names, double rate, int firstEpoch) {}

    /** The names of all weights that learn. */
    List<String> trainable() {
        return groups.stream().flatMap(group -> group.names().stream()).toList();
    }

    /** The lowest stage that learns in an epoch of this phase. */
    int lowestStage(int epoch) {
        return groups.stream()
                .filter(group -> group.firstEpoch() <= epoch)
                .mapToInt(Group::stage)
                .min()
                .orElseThrow();
    }
}
