package dev.graft.launcher.story;

import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.launcher.terminal.Figures;
import java.time.Duration;
import java.util.Locale;

/** A run's progress as one line: a bar, percent, the epoch and its scores, rate and time left. */
final class EpochBar {

    private static final int WIDTH = 24;
    private static final double PERCENT = 100;

    private EpochBar() {}

    static String of(RunEpochCompleted epoch) {
        int full = (int) Math.round(Math.min(PERCENT, epoch.percent()) / PERCENT * WIDTH);
        return String.format(
                Locale.ROOT,
                "%s%s %3.0f %%  epoch %d/%d  loss %.3f  validation %s  %.0f rows/s  %s left",
                "█".repeat(full),
                "░".repeat(WIDTH - full),
                epoch.percent(),
                epoch.epoch(),
                epoch.plannedEpochs(),
                epoch.trainLoss(),
                Figures.share(epoch.validationAccuracy()),
                epoch.samplesPerSecond(),
                Figures.time(Duration.ofMillis(Math.round(epoch.secondsLeft() * 1_000))));
    }
}
