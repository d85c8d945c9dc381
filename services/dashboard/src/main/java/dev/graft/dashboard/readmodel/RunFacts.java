package dev.graft.dashboard.readmodel;

import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.dashboard.view.Epoch;
import dev.graft.dashboard.view.EvaluationView;
import dev.graft.dashboard.view.RunState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is known of one run, up to the decision on its model: of each event what is shown, and no more. */
final class RunFacts {
    /** That a trainer took the run up. */
    record Start(
            String strategy,
            String device,
            long attempt,
            int plannedEpochs,
            @Nullable Integer championVersion,
            SplitCounts rows) {}

    /** A pass over the training split, and how far the training was then. */
    record Pass(Epoch epoch, int plannedEpochs, double percent, double secondsLeft, int bestEpoch) {}

    /** That the run has a challenger. */
    record Completion(
            boolean stoppedEarly, double validationAccuracy, double validationMacroF1, double computeSeconds) {}

    /**
     * That it has none.
     *
     * @param newerSnapshot whose run took its place; null: none did
     */
    record Abandonment(
            RunAbandoned.Reason reason,
            String explanation,
            @Nullable String newerSnapshot) {}

    /**
     * What the registry made of the challenger.
     *
     * @param state promoted, refused or inconclusive
     */
    record Decision(RunState state, int version, String summary, List<String> failedRules) {}

    final String runId;
    final String task;
    final TreeMap<Long, Fact<Start>> starts = new TreeMap<>();
    final TreeMap<Integer, Fact<Pass>> passes = new TreeMap<>();
    final TreeMap<Integer, Fact<EvaluationView>> evaluations = new TreeMap<>();
    final TreeMap<Integer, Fact<Integer>> evaluationRequests = new TreeMap<>();

    @Nullable
    String snapshotId;

    /** By whom and why it is to stop. */
    @Nullable
    Fact<String> stopRequested;

    @Nullable
    Fact<Completion> completed;

    @Nullable
    Fact<Abandonment> abandoned;

    @Nullable
    Fact<Decision> promoted;

    @Nullable
    Fact<Decision> rejected;

    RunFacts(String runId, String task) {
        this.runId = runId;
        this.task = task;
    }

    /** Whether enough is known to be shown: a decision or a wish alone is not. */
    boolean isKnown() {
        return !starts.isEmpty() || !passes.isEmpty() || completed != null || abandoned != null;
    }

    @Nullable
    Fact<Start> started() {
        return lastOf(starts);
    }

    @Nullable
    Fact<Pass> lastPass() {
        return lastOf(passes);
    }

    @Nullable
    Fact<EvaluationView> lastEvaluation() {
        return lastOf(evaluations);
    }

    /** The registry's decision that counts: a refused version may be promoted later, by a person. */
    @Nullable
    Fact<Decision> decision() {
        if (promoted == null) {
            return rejected;
        }
        return rejected == null ? promoted : Fact.later(promoted, rejected);
    }

    /** Whether the evaluator has work to do on it. */
    boolean awaitsEvaluation() {
        int wanted = evaluationRequests.isEmpty() ? 1 : evaluationRequests.lastKey();
        int done = evaluations.isEmpty() ? 0 : evaluations.lastKey();
        return completed != null && done < wanted;
    }

    Stream<Link> links() {
        Stream<Fact<?>> singles = Stream.of(stopRequested, completed, abandoned, promoted, rejected)
                .flatMap(Stream::ofNullable);
        Stream<Fact<?>> several = Stream.of(starts, passes, evaluations, evaluationRequests)
                .map(Map::values)
                .flatMap(facts -> List.<Fact<?>>copyOf(facts).stream());
        return Stream.concat(singles, several).map(Fact::link);
    }

    private static <T> @Nullable T lastOf(TreeMap<?, T> facts) {
        return facts.isEmpty() ? null : facts.lastEntry().getValue();
    }
}
