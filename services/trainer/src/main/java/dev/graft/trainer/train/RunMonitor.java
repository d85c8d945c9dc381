package dev.graft.trainer.train;

import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.Progress;
import dev.graft.trainer.plan.RunPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The run that is in progress in this process, as it can be watched from other threads. */
public final class RunMonitor {
    private volatile @Nullable LiveRun current;

    /**
     * A run in progress.
     *
     * @param attempt the token of its lease
     * @param epochs done, those before a resume included
     * @param progress within the epoch; null before the first step
     */
    public record LiveRun(
            RunPlan plan, long attempt, List<EpochReport> epochs, @Nullable Progress progress) {
        public LiveRun {
            epochs = List.copyOf(epochs);
        }
    }

    public Optional<LiveRun> current() {
        return Optional.ofNullable(current);
    }

    void begin(RunPlan plan, long attempt, List<EpochReport> epochs) {
        current = new LiveRun(plan, attempt, epochs, null);
    }

    void progress(Progress progress) {
        LiveRun run = current;
        if (run != null) {
            current = new LiveRun(run.plan(), run.attempt(), run.epochs(), progress);
        }
    }

    void epoch(EpochReport report) {
        LiveRun run = current;
        if (run != null) {
            List<EpochReport> epochs =
                    Stream.concat(run.epochs().stream(), Stream.of(report)).toList();
            current = new LiveRun(run.plan(), run.attempt(), epochs, run.progress());
        }
    }

    void end() {
        current = null;
    }
}
