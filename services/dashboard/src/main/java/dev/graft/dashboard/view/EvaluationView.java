package dev.graft.dashboard.view;

import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.Scores;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Challenger against champion, and the gate's verdict.
 *
 * @param championVersion null: there was no champion, and {@code champion} is null too
 * @param evaluation where the whole evaluation lies
 */
public record EvaluationView(
        String runId,
        String task,
        int attempt,
        @Nullable Integer championVersion,
        Decision decision,
        String summary,
        List<RuleOutcome> rules,
        Scores challenger,
        @Nullable Scores champion,
        double computeSeconds,
        ObjectRef evaluation,
        Instant time) {}
