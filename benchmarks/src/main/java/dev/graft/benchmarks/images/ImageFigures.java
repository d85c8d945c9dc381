package dev.graft.benchmarks.images;

import java.util.List;
import java.util.Locale;

/**
 * What one side measured on ants and bees; the reference writes the same fields.
 *
 * @param side {@code graft} or {@code torchvision}
 * @param seed of the fine-tuning
 * @param frozenPhotosPerSecond through the frozen network, photos cut before
 * @param frozenPhotosPerCpuSecond the same of processor time
 * @param headAccuracy of a logistic regression on those features, on the validation photos
 * @param tunedPhotosPerSecond of full fine-tuning, in the last epoch, validation left out
 * @param tunedAccuracy of the best epoch, on the validation photos
 * @param peakMegabytes largest resident set of the process, MiB
 */
record ImageFigures(
        String side,
        long seed,
        double frozenPhotosPerSecond,
        double frozenPhotosPerCpuSecond,
        double headAccuracy,
        double tunedPhotosPerSecond,
        double tunedAccuracy,
        double peakMegabytes) {

    static void print(List<ImageFigures> all) {
        System.out.println("| side | seed | frozen: photos/s | photos/CPU s | head % | fine-tuning: photos/s"
                + " | accuracy % | peak MiB |\n|---|---|---|---|---|---|---|---|");
        for (ImageFigures run : all) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.1f | %.1f | %.1f | %.2f | %.1f | %.0f |%n",
                    run.side(),
                    run.seed(),
                    run.frozenPhotosPerSecond(),
                    run.frozenPhotosPerCpuSecond(),
                    100 * run.headAccuracy(),
                    run.tunedPhotosPerSecond(),
                    100 * run.tunedAccuracy(),
                    run.peakMegabytes());
        }
    }
}
