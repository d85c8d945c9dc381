package dev.graft.evaluator.hopeless;

import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.contracts.event.RunStopRequested.Reason;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.learning.gate.HopelessRunDecision;
import dev.graft.learning.gate.HopelessRunRule;
import dev.graft.learning.gate.MedianRule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches runs and asks those to stop that cannot reach the champion any more, or that lag behind the task's other runs. Where a
 * challenger may be taken that is a little worse, for its size or its domain's sake, it need reach only that.
 *
 * <p>What it knows of a run is in memory, bounded, and comes from the run's events. Lost with the process, it only means
 * that a run which was under way is not stopped early: it goes on to the gate, which decides as always. The champion is
 * looked at only when the rule could decide, and only where the run would still go on for a while.
 *
 * <p>Used by one thread.
 */
public final class StopHopelessRuns {
    private static final int WATCHED = 256;

    private final ChampionScores champions;
    private final HopelessRunRule rule;
    private final @Nullable MedianRule siblings;
    private final Duration worthFrom;
    private final Map<String, WatchedRun> runs = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Watches no run at first.
     *
     * @param siblings null: runs are not compared with each other
     * @param worthFrom a run that ends by itself sooner than this is left alone
     */
    public StopHopelessRuns(
            ChampionScores champions, HopelessRunRule rule, @Nullable MedianRule siblings, Duration worthFrom) {
        this.champions = champions;
        this.rule = rule;
        this.siblings = siblings;
        this.worthFrom = worthFrom;
    }

    public void onStart(RunStarted event) {
        watched(event.runId()).start(event);
    }

    /**
     * Takes in an epoch; the wish to stop, where the run is hopeless after it. A repeat of that epoch gives the same wish
     * again, every other epoch none.
     *
     * @throws UnusableInput when champion or snapshot cannot be read, so that nobody can say
     */
    public Optional<RunStopRequested> onEpoch(RunEpochCompleted event) throws UnusableInput {
        WatchedRun run = watched(event.runId());
        run.epoch(event);
        if (run.isAskedToStop()) {
            return run.wishAfter(event.epoch());
        }
        Optional<RunStarted> started = run.started();
        int epochs = run.knownEpochs();
        boolean undecidable = epochs < rule.minimumEpochs() || epochs >= event.plannedEpochs();
        if (started.isEmpty() || undecidable || event.secondsLeft() < worthFrom.toMillis() / 1e3) {
            return Optional.empty();
        }
        Optional<RunStopRequested> wish =
                champions.bar(started.get()).flatMap(bar -> decide(bar, run, started.get(), event));
        wish.ifPresent(made -> run.askedToStopAfter(event.epoch(), made));
        return wish;
    }

    private Optional<RunStopRequested> decide(
            ChampionScores.Bar bar, WatchedRun run, RunStarted started, RunEpochCompleted event) {
        List<Double> curve = run.curve(bar.metric());
        HopelessRunRule lenient =
                new HopelessRunRule(rule.minimumEpochs(), Math.min(1, rule.margin() + bar.allowedLoss()));
        HopelessRunDecision decision =
                lenient.decide(bar.score(), curve, event.plannedEpochs(), WatchedRun.patience(started));
        if (decision instanceof HopelessRunDecision.Continue && siblings != null) {
            decision = siblings.decide(bar.needed(), curve, siblingsOf(run, event, bar), event.plannedEpochs());
        }
        if (decision instanceof HopelessRunDecision.Stop stop) {
            return Optional.of(
                    new RunStopRequested(event.task(), event.runId(), Reason.HOPELESS, stop.sentence(), "evaluator"));
        }
        return Optional.empty();
    }

    /** The curves of the task's other runs, whatever snapshot they learnt from. */
    private List<List<Double>> siblingsOf(WatchedRun run, RunEpochCompleted event, ChampionScores.Bar bar) {
        return runs.values().stream()
                .filter(other -> other != run && other.isOf(event.task()) && other.knownEpochs() > 0)
                .map(other -> other.curve(bar.metric()))
                .toList();
    }

    private WatchedRun watched(String runId) {
        WatchedRun run = runs.computeIfAbsent(runId, id -> new WatchedRun());
        if (runs.size() > WATCHED) {
            runs.remove(runs.keySet().iterator().next());
        }
        return run;
    }
}
