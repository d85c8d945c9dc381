package dev.graft.benchmarks.learning;

import dev.graft.learning.backbone.BackboneFiles;
import java.util.Locale;

/**
 * What one size costs.
 *
 * @param side {@code graft} or {@code transformers}
 * @param layers of the backbone
 * @param epochs that were run, a head warm-up included
 * @param rowsPerSecond of full fine-tuning: the last pass alone; of the automatic strategy: rows over the whole time
 * @param rowsPerCpuSecond the same of processor time
 * @param seconds from raw texts to the last validated epoch
 * @param cpuSeconds processor time until then
 * @param peakMegabytes largest resident set, MiB
 */
record SizeLine(
        String side,
        String backbone,
        int layers,
        String recipe,
        int rows,
        int tokens,
        int epochs,
        double rowsPerSecond,
        double rowsPerCpuSecond,
        double seconds,
        double cpuSeconds,
        double peakMegabytes) {

    static final String HEADER = "| side | backbone | layers | recipe | rows | tokens | epochs | rows/s | rows/CPU s"
            + " | seconds | CPU s | peak MiB |\n" + "|---".repeat(12) + "|";

    static SizeLine of(Figures run, BackboneFiles backbone, int tokens) {
        boolean passes = run.recipe().equals(Recipe.FULL.name());
        return new SizeLine(
                run.side(),
                backbone.name(),
                backbone.config().layers(),
                run.recipe(),
                run.trainRows(),
                tokens,
                run.epochs().size(),
                run.trainRows() / (passes ? run.last().trainSeconds() : run.seconds()),
                run.trainRows() / (passes ? run.last().trainCpuSeconds() : run.cpuSeconds()),
                run.seconds(),
                run.cpuSeconds(),
                run.peakMegabytes());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %s | %d | %d | %d | %.2f | %.2f | %.1f | %.1f | %.0f |",
                side,
                backbone,
                layers,
                recipe,
                rows,
                tokens,
                epochs,
                rowsPerSecond,
                rowsPerCpuSecond,
                seconds,
                cpuSeconds,
                peakMegabytes);
    }
}
