package dev.graft.evaluator.hopeless;

import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.learning.gate.GateMetric;
import dev.graft.learning.strategy.TransferStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of a run so far; a repeat of an event changes nothing. Used by one thread. */
final class WatchedRun {
    private final TreeMap<Integer, RunEpochCompleted> epochs = new TreeMap<>();
    private @Nullable RunStarted started;
    private @Nullable RunStopRequested wish;
    private int askedToStopAfter;

    /**
     * Takes in a start; a later trainer goes on after its checkpoint, so the epochs behind it are run again, and a wish that
     * one of them brought is void.
     */
    void start(RunStarted event) {
        RunStarted before = started;
        if (before != null && event.attempt() < before.attempt()) {
            return;
        }
        if (before != null && event.attempt() > before.attempt()) {
            epochs.tailMap(event.resumedAfterEpoch(), false).clear();
            wish = askedToStopAfter > event.resumedAfterEpoch() ? null : wish;
        }
        started = event;
    }

    void epoch(RunEpochCompleted event) {
        epochs.put(event.epoch(), event);
    }

    /** Whether its epochs are those of a run of this task. */
    boolean isOf(String task) {
        return !epochs.isEmpty() && epochs.firstEntry().getValue().task().equals(task);
    }

    /** Empty while only epochs were heard. */
    Optional<RunStarted> started() {
        return Optional.ofNullable(started);
    }

    /** Remembers the wish that this epoch brought. */
    void askedToStopAfter(int epoch, RunStopRequested made) {
        askedToStopAfter = epoch;
        wish = made;
    }

    /** Whether an epoch has brought a wish to stop. */
    boolean isAskedToStop() {
        return wish != null;
    }

    /** The wish that this epoch brought, in the same words although siblings may have come further since. */
    Optional<RunStopRequested> wishAfter(int epoch) {
        return epoch == askedToStopAfter ? Optional.ofNullable(wish) : Optional.empty();
    }

    /** How many epochs are known without a gap from the first one on. */
    int knownEpochs() {
        int known = 0;
        while (epochs.containsKey(known + 1)) {
            known++;
        }
        return known == epochs.size() ? known : 0;
    }

    /** The scores of the known epochs, in order; macro F1 where epochs do not tell the metric itself. */
    List<Double> curve(GateMetric metric) {
        List<Double> scores = new ArrayList<>();
        epochs.values()
                .forEach(epoch -> scores.add(
                        switch (metric) {
                            case ACCURACY -> epoch.validationAccuracy();
                            case MACRO_F1, BALANCED_ACCURACY, WEIGHTED_F1, MATTHEWS_CORRELATION, COHENS_KAPPA ->
                                epoch.validationMacroF1();
                        }));
        return scores;
    }

    /**
     * Epochs without gain after which the run stops itself, as its strategy says; where that cannot be read, all planned
     * epochs, which stops a run later rather than sooner.
     */
    static int patience(RunStarted run) {
        try {
            return Math.max(
                    1,
                    TransferStrategy.fromJson(run.strategy()).hyperParameters().patience());
        } catch (IllegalArgumentException e) {
            return Math.max(1, run.plannedEpochs());
        }
    }
}
