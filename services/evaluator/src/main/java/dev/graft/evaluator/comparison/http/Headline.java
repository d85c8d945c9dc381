package dev.graft.evaluator.comparison.http;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.Scores;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A verdict in a list. */
public record Headline(
        String task,
        String runId,
        int attempt,
        Instant time,
        ModelEvaluated.Decision decision,
        String summary,
        @Nullable Integer championVersion,
        Scores challenger,
        @Nullable Scores champion,
        double computeSeconds) {

    static Headline of(Event<?> event) {
        ModelEvaluated verdict = (ModelEvaluated) event.data();
        return new Headline(
                verdict.task(),
                verdict.runId(),
                verdict.attempt(),
                event.time(),
                verdict.decision(),
                verdict.summary(),
                verdict.championVersion(),
                verdict.challenger(),
                verdict.champion(),
                verdict.computeSeconds());
    }
}
