package dev.graft.benchmarks.learning;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What one run measured; the references write the same fields.
 *
 * @param side {@code graft}, {@code transformers}, {@code sentence-transformers} or {@code setfit}
 * @param set name of a {@link TextSets}
 * @param recipe name of a {@link Recipe}
 * @param seed of the draw and of every random choice
 * @param trainRows rows in a pass
 * @param epochs of the run, in order; a reference that has none writes one
 * @param bestEpoch the one that validation chose
 * @param accuracy on the test rows
 * @param f1 of the second label; 0 where there are more than two
 * @param macroF1 mean of the labels' F1
 * @param peakMegabytes largest resident set of the process (VmHWM) before the test rows are answered, MiB
 */
record Figures(
        String side,
        String set,
        String recipe,
        long seed,
        int trainRows,
        List<Epoch> epochs,
        int bestEpoch,
        double accuracy,
        double f1,
        double macroF1,
        double peakMegabytes) {

    static final String OURS = "graft";

    /**
     * An epoch is done and validated.
     *
     * @param seconds since the run began, from raw texts; loading the weights is before that
     * @param cpuSeconds processor time since then
     * @param trainSeconds of this epoch alone, its validation left out
     * @param trainCpuSeconds the same of processor time
     * @param accuracy on the validation rows
     */
    record Epoch(
            int epoch,
            double seconds,
            double cpuSeconds,
            double trainSeconds,
            double trainCpuSeconds,
            double accuracy,
            double macroF1) {}

    boolean isOurs() {
        return side.equals(OURS);
    }

    double seconds() {
        return last().seconds();
    }

    double cpuSeconds() {
        return last().cpuSeconds();
    }

    /** Training rows a second of wall time over all passes; 0 where features are computed once. */
    double samplesPerSecond() {
        return rate(Epoch::trainSeconds);
    }

    /** The same of processor time, which other programs on the machine disturb less. */
    double samplesPerCpuSecond() {
        return rate(Epoch::trainCpuSeconds);
    }

    Epoch last() {
        return epochs.get(epochs.size() - 1);
    }

    double bestValidationAccuracy() {
        return epochs.stream().mapToDouble(Epoch::accuracy).max().orElseThrow();
    }

    /** The first epoch whose validation accuracy is at least {@code level}. */
    Optional<Epoch> firstAt(double level) {
        return epochs.stream().filter(epoch -> epoch.accuracy() >= level).findFirst();
    }

    private double rate(ToDoubleFunction<Epoch> seconds) {
        boolean passes = recipe.equals(Recipe.FULL.name());
        return passes
                ? trainRows
                        * epochs.size()
                        / epochs.stream().mapToDouble(seconds).sum()
                : 0;
    }
}
