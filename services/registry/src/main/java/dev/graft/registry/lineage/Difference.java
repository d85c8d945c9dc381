package dev.graft.registry.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.event.Scores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells a version from another one.
 *
 * @param scores as each was registered with; their test rows may differ
 * @param files by path; files that are the same are left out
 * @param absent what should be in the store and is not, or is not readable
 */
public record Difference(
        String task,
        int from,
        int to,
        Pair<Scores> scores,
        BatchChange batches,
        StrategyChange strategy,
        List<FileChange> files,
        List<String> absent) {

    /** One thing in the two versions. */
    public record Pair<T>(T from, T to) {}

    /**
     * The batches that one learnt from and the other did not.
     *
     * @param added how many only the second knows
     * @param removed how many only the first knows
     * @param newestAdded ids of the newest of those added, oldest first
     */
    public record BatchChange(int added, int removed, List<String> newestAdded) {}

    /** How they were trained; null: the run's plan is absent. */
    public record StrategyChange(
            boolean changed,
            @Nullable JsonNode from,
            @Nullable JsonNode to) {}

    /**
     * A file that differs.
     *
     * @param from its SHA-256; null: the first has no such file
     * @param to its SHA-256; null: the second has no such file
     */
    public record FileChange(
            String path, @Nullable String from, @Nullable String to) {}
}
