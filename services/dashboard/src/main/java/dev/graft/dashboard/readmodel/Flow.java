package dev.graft.dashboard.readmodel;

import dev.graft.dashboard.view.BatchState;
import dev.graft.dashboard.view.BatchSummary;
import dev.graft.dashboard.view.Champion;
import dev.graft.dashboard.view.RunState;
import dev.graft.dashboard.view.RunSummary;
import dev.graft.dashboard.view.Stage;
import dev.graft.dashboard.view.Stage.Item;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The way from batch to predictor: how much is at each service, and what. One pass over batches and runs, newest first. */
final class Flow {
    private static final int SHORT_ID = 8;

    private final Map<BatchState, Long> batches = new EnumMap<>(BatchState.class);
    private final Map<RunState, Long> runs = new EnumMap<>(RunState.class);
    private final Map<BatchState, BatchFacts> newestBatch = new EnumMap<>(BatchState.class);
    private final Map<RunState, RunFacts> newestRun = new EnumMap<>(RunState.class);
    private final Snapshots snapshots;
    private final Runs allRuns;
    private final DeadLetters deadLetters;

    @Nullable
    private BatchFacts newest;

    Flow(Batches allBatches, Snapshots snapshots, Runs allRuns, DeadLetters deadLetters) {
        this.snapshots = snapshots;
        this.allRuns = allRuns;
        this.deadLetters = deadLetters;
        allBatches.newestFirst().forEach(this::count);
        allRuns.newestFirst().forEach(this::count);
        allBatches.older().states().forEach((state, count) -> batches.merge(state, count, Long::sum));
        allRuns.older().states().forEach((state, count) -> runs.merge(state, count, Long::sum));
        batches.values().remove(0L);
        runs.values().remove(0L);
    }

    Map<BatchState, Long> batches() {
        return batches;
    }

    Map<RunState, Long> runs() {
        return runs;
    }

    List<Stage> stages(List<Champion> champions) {
        EnumSet<RunState> ends = EnumSet.of(RunState.PROMOTED, RunState.REFUSED, RunState.INCONCLUSIVE);
        long turnedDown = runs(RunState.REFUSED, RunState.INCONCLUSIVE);
        long decided = runs(RunState.PROMOTED) + turnedDown;
        long judged = runs(RunState.DECIDING) + decided;
        long refusedBatches = batches(EnumSet.of(BatchState.REJECTED)::contains);
        return List.of(
                new Stage("batch", 0, 0, batches(all -> true), 0, newest == null ? null : item(newest, false)),
                new Stage(
                        "data-prep",
                        batches(EnumSet.of(BatchState.ACCEPTED)::contains),
                        batches(EnumSet.of(BatchState.RECEIVED)::contains),
                        batches(EnumSet.complementOf(
                                EnumSet.of(BatchState.ACCEPTED, BatchState.RECEIVED, BatchState.REJECTED))::contains),
                        refusedBatches,
                        atDataPrep()),
                new Stage(
                        "trainer",
                        batches(EnumSet.of(BatchState.SNAPSHOT)::contains),
                        runs(RunState.TRAINING),
                        judged + runs(RunState.EVALUATING),
                        runs(RunState.ABANDONED),
                        atRun(RunState.TRAINING, EnumSet.complementOf(EnumSet.of(RunState.SUPERSEDED)))),
                new Stage(
                        "evaluator",
                        0,
                        runs(RunState.EVALUATING),
                        judged,
                        0,
                        atRun(RunState.EVALUATING, judgedStates(ends))),
                new Stage(
                        "registry",
                        0,
                        runs(RunState.DECIDING),
                        decided - turnedDown,
                        turnedDown,
                        atRun(RunState.DECIDING, ends)),
                new Stage("predictor", 0, 0, champions.size(), 0, newestChampion(champions)));
    }

    private static EnumSet<RunState> judgedStates(EnumSet<RunState> ends) {
        EnumSet<RunState> all = EnumSet.of(RunState.DECIDING);
        all.addAll(ends);
        return all;
    }

    private void count(BatchFacts batch) {
        BatchState state = new BatchStory(batch, snapshots, allRuns, deadLetters).state();
        batches.merge(state, 1L, Long::sum);
        newestBatch.putIfAbsent(state, batch);
        newest = newest == null ? batch : newest;
    }

    private void count(RunFacts run) {
        RunState state = RunStory.state(run);
        runs.merge(state, 1L, Long::sum);
        newestRun.putIfAbsent(state, run);
    }

    private long batches(Predicate<BatchState> which) {
        return batches.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private long runs(RunState... states) {
        return Set.of(states).stream()
                .mapToLong(state -> runs.getOrDefault(state, 0L))
                .sum();
    }

    private @Nullable Item atDataPrep() {
        BatchFacts received = newestBatch.get(BatchState.RECEIVED);
        if (received != null) {
            return item(received, true);
        }
        return newest == null ? null : item(newest, false);
    }

    private @Nullable Item atRun(RunState working, Set<RunState> before) {
        RunFacts active = newestRun.get(working);
        if (active != null) {
            return item(active, true);
        }
        return before.stream()
                .map(newestRun::get)
                .filter(run -> run != null)
                .max((one, other) -> Chain.last(one.links()).compareTo(Chain.last(other.links())))
                .map(run -> item(run, false))
                .orElse(null);
    }

    private Item item(BatchFacts facts, boolean active) {
        BatchSummary batch = new BatchStory(facts, snapshots, allRuns, deadLetters).summary();
        String label = batch.description() == null ? shortened(batch.id()) : batch.description();
        return new Item("batch", batch.id(), batch.task(), label, active, null);
    }

    private Item item(RunFacts facts, boolean active) {
        RunSummary run = RunStory.summary(facts, allRuns);
        Double percent = active && run.state() == RunState.TRAINING
                ? Double.valueOf(run.training().percent())
                : null;
        return new Item("run", run.id(), run.task(), label(run), active, percent);
    }

    private static String label(RunSummary run) {
        if (run.state() == RunState.TRAINING) {
            int planned = run.training().plannedEpochs();
            return "epoch %d of %d".formatted(Math.min(run.training().epoch() + 1, planned), planned);
        }
        return run.version() == null ? "run " + shortened(run.id()) : "version " + run.version();
    }

    private static @Nullable Item newestChampion(List<Champion> champions) {
        return champions.stream()
                .max((one, other) -> one.since().compareTo(other.since()))
                .map(champion -> new Item(
                        "model", champion.task(), champion.task(), "version " + champion.version(), false, null))
                .orElse(null);
    }

    private static String shortened(String id) {
        return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
    }
}
