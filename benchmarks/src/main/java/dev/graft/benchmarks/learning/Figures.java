package dev.graft.benchmarks.learning;

import java.util.List;

/**
 * What one run measured; the reference writes the same fields.
 *
 * @param side {@code graft} or {@code transformers}
 * @param seed of the draw and of every random choice
 * @param trainRows rows in a pass
 * @param epochs of the run, in order
 * @param samplesPerSecond training rows a second of wall time over all passes, validation left out; 0 where the
 *     features are computed once
 * @param samplesPerCpuSecond the same of processor time, which other programs on the machine disturb less
 * @param bestEpoch the one that validation chose
 * @param accuracy on the test rows
 * @param f1 of the second label; 0 where there are more than two
 * @param macroF1 mean of the labels' F1
 * @param peakMegabytes largest resident set of the process (VmHWM), MiB
 */
record Figures(
        String side,
        long seed,
        int trainRows,
        List<Epoch> epochs,
        double samplesPerSecond,
        double samplesPerCpuSecond,
        int bestEpoch,
        double accuracy,
        double f1,
        double macroF1,
        double peakMegabytes) {

    /**
     * An epoch is done and validated.
     *
     * @param seconds since the run began, from raw texts; loading the weights is before that
     * @param cpuSeconds processor time since then
     * @param accuracy on the validation rows
     */
    record Epoch(int epoch, double seconds, double cpuSeconds, double accuracy, double macroF1) {}

    double seconds() {
        return epochs.get(epochs.size() - 1).seconds();
    }

    double cpuSeconds() {
        return epochs.get(epochs.size() - 1).cpuSeconds();
    }
}
