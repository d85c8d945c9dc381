package dev.graft.benchmarks.banking77;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.launcher.terminal.Figures;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** A line for each step of a batch, with percent, rate and time left while a model learns. */
final class RunProgress implements Consumer<Event<?>> {
    @Override
    public void accept(Event<?> event) {
        String line = line(event);
        if (!line.isEmpty()) {
            System.out.println("  " + line);
        }
    }

    private static String line(Event<?> event) {
        if (event.data() instanceof BatchAccepted accepted) {
            return "accepted " + accepted.rows().accepted() + " of "
                    + accepted.rows().received() + " rows";
        }
        if (event.data() instanceof DatasetPrepared prepared) {
            return "snapshot: " + prepared.rows().train() + " rows to train, "
                    + prepared.rows().validation() + " to validate, "
                    + prepared.rows().test() + " to test";
        }
        if (event.data() instanceof RunStarted started) {
            return "training on " + started.device() + ", at most " + started.plannedEpochs() + " epochs";
        }
        if (event.data() instanceof RunEpochCompleted epoch) {
            return epoch(epoch);
        }
        return event.data() instanceof ModelEvaluated evaluated ? evaluated.summary() : "";
    }

    private static String epoch(RunEpochCompleted epoch) {
        return String.format(
                Locale.ROOT,
                "%3.0f %%  epoch %d of %d  %.0f rows/s  %s left  loss %.3f  validation accuracy %.3f",
                epoch.percent(),
                epoch.epoch(),
                epoch.plannedEpochs(),
                epoch.samplesPerSecond(),
                Figures.time(Duration.ofMillis((long) (epoch.secondsLeft() * 1000))),
                epoch.trainLoss(),
                epoch.validationAccuracy());
    }
}
