package dev.graft.dashboard.readmodel;

import dev.graft.contracts.event.Scores;
import dev.graft.dashboard.view.ModelMove;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The past of one task's model: every decision on a version, and the verdicts that led to them. */
final class ModelFacts {
    private static final Comparator<ModelMove> BY_TIME =
            Comparator.comparing(ModelMove::time).thenComparing(ModelMove::eventId);

    /**
     * What the gate said of a run's challenger: as much of an evaluation as a champion shows.
     *
     * @param scores of the challenger
     */
    record Verdict(String runId, int attempt, Scores scores, String summary) {}

    final String task;
    final TreeSet<ModelMove> history = new TreeSet<>(BY_TIME);
    final Map<Integer, String> runOfVersion = new HashMap<>();
    final Map<String, Fact<Verdict>> verdicts = new HashMap<>();
    private final int capacity;

    /** The move with the highest number in the registry's history: it says what is live. */
    @Nullable
    ModelMove newestMove;

    ModelFacts(String task, int capacity) {
        this.task = task;
        this.capacity = capacity;
    }

    void add(ModelMove move) {
        if (move.sequence() != null && (newestMove == null || isAfter(move, newestMove))) {
            newestMove = move;
        }
        if (move.runId() != null) {
            runOfVersion.put(move.version(), move.runId());
        }
        history.add(move);
        if (history.size() > capacity) {
            history.pollFirst();
        }
        prune();
    }

    void add(Fact<Verdict> verdict) {
        verdicts.merge(verdict.data().runId(), verdict, ModelFacts::laterAttempt);
        prune();
    }

    /** The verdict on the run that a version came from. */
    @Nullable
    Fact<Verdict> verdictOn(int version) {
        String runId = runOfVersion.get(version);
        return runId == null ? null : verdicts.get(runId);
    }

    private void prune() {
        if (verdicts.size() > 2 * capacity) {
            String live = newestMove == null ? null : runOfVersion.get(newestMove.version());
            verdicts.values().stream()
                    .sorted(Fact.BY_TIME)
                    .limit(capacity)
                    .map(fact -> fact.data().runId())
                    .filter(runId -> !runId.equals(live))
                    .toList()
                    .forEach(verdicts::remove);
        }
        if (runOfVersion.size() > 2 * capacity) {
            int live = newestMove == null ? -1 : newestMove.version();
            runOfVersion.keySet().stream()
                    .sorted()
                    .limit(capacity)
                    .filter(version -> version != live)
                    .toList()
                    .forEach(runOfVersion::remove);
        }
    }

    private static boolean isAfter(ModelMove one, ModelMove other) {
        return Comparator.comparing(ModelMove::sequence, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
                        .thenComparing(BY_TIME)
                        .compare(one, other)
                > 0;
    }

    private static Fact<Verdict> laterAttempt(Fact<Verdict> one, Fact<Verdict> other) {
        return one.data().attempt() >= other.data().attempt() ? one : other;
    }
}
