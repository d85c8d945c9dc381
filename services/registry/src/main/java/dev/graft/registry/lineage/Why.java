package dev.graft.registry.lineage;

import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.registry.book.VersionStatus;
import dev.graft.registry.history.Move;
import dev.graft.registry.version.Decision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a version is live, or is not.
 *
 * @param because all of it in one paragraph, for a person
 * @param liveVersion the champion now; null: none
 * @param verdict what the gate said
 * @param decision what became of the challenge; null: it is evaluated again
 * @param moves the moves of the champion to this version and away from it, oldest first
 */
public record Why(
        String task,
        int version,
        VersionStatus status,
        Instant createdAt,
        String because,
        @Nullable Integer liveVersion,
        Verdict verdict,
        @Nullable Decision decision,
        List<Move> moves,
        Lineage lineage) {

    /** What the gate said, with every rule. */
    public record Verdict(ModelEvaluated.Decision decision, String summary, int attempt, List<RuleOutcome> rules) {}
}
