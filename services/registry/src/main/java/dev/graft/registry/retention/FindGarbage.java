package dev.graft.registry.retention;

import dev.graft.registry.retention.RunFolders.Amount;
import dev.graft.registry.retention.RunFolders.End;
import dev.graft.registry.retention.RunFolders.RunFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks through all runs that have files for those that nothing needs.
 *
 * <p>A run without an end is left alone, however long ago it began: a trainer may come back to it. So is one whose
 * challenger has no version yet, and one that a trainer holds.
 */
final class FindGarbage {
    private final RunFolders runs;
    private final KeepOrCollect versions;
    private final RetentionPolicy policy;

    FindGarbage(RunFolders runs, KeepOrCollect versions, RetentionPolicy policy) {
        this.runs = runs;
        this.versions = versions;
        this.policy = policy;
    }

    /**
     * Garbage with the decision that it rests on.
     *
     * @param verdict on the version; null: the files are of none
     */
    record Find(Garbage garbage, KeepOrCollect.@Nullable Verdict verdict) {}

    /** @param runs how many have files */
    record Finds(int runs, List<Find> finds) {}

    private record EndedRun(RunFiles files, End end) {}

    /** @param most that are looked for: each costs a dozen requests to the store */
    Finds find(Instant now, int most) {
        List<RunFiles> all = runs.withFiles();
        List<EndedRun> ended = new ArrayList<>();
        Set<RunFolders.Start> inUse = new HashSet<>();
        for (RunFiles run : all) {
            End end = runs.end(run.runId());
            if (end != null) {
                ended.add(new EndedRun(run, end));
            } else {
                RunFolders.Start start = runs.start(run.runId());
                if (start != null) {
                    inUse.add(start);
                }
            }
        }
        List<Find> finds = new ArrayList<>();
        for (EndedRun run : ended) {
            if (finds.size() < most) {
                of(run, inUse, now).ifPresent(finds::add);
            }
        }
        return new Finds(all.size(), finds);
    }

    private Optional<Find> of(EndedRun run, Set<RunFolders.Start> inUse, Instant now) {
        if (run.end().at().plus(policy.grace()).isAfter(now)
                || isHeld(run.files().runId(), now)) {
            return Optional.empty();
        }
        if (run.end().attempt() == null) {
            return Optional.of(new Find(
                    garbage(
                            run,
                            Garbage.Kind.ABANDONED_RUN,
                            null,
                            run.files().attempts(),
                            "The run ended without a challenger."),
                    null));
        }
        return versions.judge(run.end().task(), run.files().runId(), inUse, now)
                .flatMap(verdict -> ofVersion(run, verdict));
    }

    private boolean isHeld(String runId, Instant now) {
        Instant until = runs.leasedUntil(runId);
        return until != null && until.isAfter(now);
    }

    private static Optional<Find> ofVersion(EndedRun run, KeepOrCollect.Verdict verdict) {
        if (verdict.keep() == null) {
            Garbage all =
                    garbage(run, verdict.kind(), verdict.version(), run.files().attempts(), verdict.reason());
            return Optional.of(new Find(all, verdict));
        }
        SortedMap<String, Amount> lost = new TreeMap<>(run.files().attempts());
        lost.remove(run.end().attempt());
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(new Find(
                        garbage(
                                run,
                                Garbage.Kind.LOST_ATTEMPTS,
                                null,
                                lost,
                                "Attempt " + run.end().attempt() + " ended the run, not these."),
                        null));
    }

    private static Garbage garbage(
            EndedRun run,
            Garbage.Kind kind,
            @Nullable Integer version,
            SortedMap<String, Amount> attempts,
            String reason) {
        return new Garbage(kind, run.end().task(), run.files().runId(), version, attempts, reason);
    }
}
