package dev.graft.dashboard.readmodel;

import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is known of one run, up to the decision on its model. */
final class RunFacts {
    final String runId;
    final String task;
    final TreeMap<Long, Fact<RunStarted>> startedByAttempt = new TreeMap<>();
    final TreeMap<Integer, Fact<RunEpochCompleted>> epochs = new TreeMap<>();
    final TreeMap<Integer, Fact<ModelEvaluated>> evaluations = new TreeMap<>();
    final TreeMap<Integer, Fact<ModelEvaluationRequested>> evaluationRequests = new TreeMap<>();

    @Nullable
    String snapshotId;

    @Nullable
    Fact<RunStopRequested> stopRequested;

    @Nullable
    Fact<RunCompleted> completed;

    @Nullable
    Fact<RunAbandoned> abandoned;

    @Nullable
    Fact<ModelPromoted> promoted;

    @Nullable
    Fact<ModelRejected> rejected;

    RunFacts(String runId, String task) {
        this.runId = runId;
        this.task = task;
    }

    /** Whether enough is known to be shown: a decision or a wish alone is not. */
    boolean isKnown() {
        return !startedByAttempt.isEmpty() || !epochs.isEmpty() || completed != null || abandoned != null;
    }

    @Nullable
    Fact<RunStarted> started() {
        return lastOf(startedByAttempt);
    }

    @Nullable
    Fact<RunEpochCompleted> lastEpoch() {
        return lastOf(epochs);
    }

    @Nullable
    Fact<ModelEvaluated> lastEvaluation() {
        return lastOf(evaluations);
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
        Stream<Fact<?>> several = Stream.of(startedByAttempt, epochs, evaluations, evaluationRequests)
                .map(Map::values)
                .flatMap(facts -> List.<Fact<?>>copyOf(facts).stream());
        return Stream.concat(singles, several).map(Fact::link);
    }

    private static <T> @Nullable T lastOf(TreeMap<?, T> facts) {
        return facts.isEmpty() ? null : facts.lastEntry().getValue();
    }
}
