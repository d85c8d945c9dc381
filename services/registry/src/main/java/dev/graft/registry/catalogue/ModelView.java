package dev.graft.registry.catalogue;

import dev.graft.contracts.event.Scores;
import dev.graft.registry.book.VersionStatus;
import dev.graft.registry.history.MoveKind;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model at a glance.
 *
 * @param champion null: nothing is live
 * @param versions how many there are
 * @param moves how often what is live has changed
 * @param byStatus how many versions stand where; null in a list of models
 */
public record ModelView(
        String task,
        @Nullable Champion champion,
        int versions,
        int moves,
        @Nullable Map<VersionStatus, Integer> byStatus) {

    /**
     * What is live.
     *
     * @param since when it went live, this time
     * @param scores from the evaluation that it was registered with
     */
    public record Champion(
            int version,
            Instant since,
            long sequence,
            MoveKind kind,
            String explanation,
            String runId,
            Scores scores) {}
}
