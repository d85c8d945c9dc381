package dev.graft.dashboard.readmodel;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.dashboard.view.BatchDetail;
import dev.graft.dashboard.view.BatchState;
import dev.graft.dashboard.view.BatchSummary;
import dev.graft.dashboard.view.Champion;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.dashboard.view.EvaluationView;
import dev.graft.dashboard.view.ModelDetail;
import dev.graft.dashboard.view.ModelSummary;
import dev.graft.dashboard.view.Overview;
import dev.graft.dashboard.view.Page;
import dev.graft.dashboard.view.Replay;
import dev.graft.dashboard.view.RunDetail;
import dev.graft.dashboard.view.RunState;
import dev.graft.dashboard.view.RunSummary;
import dev.graft.dashboard.view.SnapshotView;
import dev.graft.dashboard.view.TaskView;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the events say, within bounds. The same events give the same answers in whatever order the topics come
 * and however often an event is repeated. Thread-safe: one writes, many read.
 */
public final class ReadModel {
    private static final int SHOWN_AT_A_GLANCE = 50;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Pool pool = new Pool();
    private final RecentIds seen;
    private final Map<EventType, Long> counts = new EnumMap<>(EventType.class);
    private final Tasks tasks;
    private final Batches batches;
    private final Snapshots snapshots;
    private final Runs runs;
    private final Models models;
    private final DeadLetters deadLetters;
    private long unreadable;
    private volatile long revision;

    public ReadModel(Bounds bounds) {
        this.seen = new RecentIds(bounds.rememberedIds());
        this.tasks = new Tasks(bounds.kept());
        this.batches = new Batches(bounds, pool, batch -> story(batch).summary());
        this.snapshots = new Snapshots(bounds.kept(), pool);
        this.runs = new Runs(bounds, pool);
        this.models = new Models(bounds.kept(), bounds.history(), pool);
        this.deadLetters = new DeadLetters(bounds.kept());
    }

    /** Takes an event in; false when it is a repeat, which changes nothing. */
    public boolean apply(Event<?> event) {
        return write(() -> {
            if (!seen.add(event.source() + '\n' + event.id())) {
                return false;
            }
            counts.merge(event.type(), 1L, Long::sum);
            Link link = Link.of(event, pool);
            tasks.apply(link, event.data());
            batches.apply(link, event.data());
            snapshots.apply(link, event.data());
            runs.apply(link, event.data());
            models.apply(link, event.data());
            return true;
        });
    }

    /** Takes a dead letter in; false when it is a repeat. */
    public boolean apply(DeadLetter letter) {
        return write(() -> {
            if (!seen.add(letter.id())) {
                return false;
            }
            deadLetters.apply(letter);
            return true;
        });
    }

    /** Takes in that a dead letter was replayed; false when that is known, or the letter is not. */
    public boolean apply(String letterId, Replay replay) {
        return write(() -> deadLetters.replayed(letterId, replay));
    }

    /** Counts a record that is no event; its own service judges it. */
    public long countUnreadable() {
        return write(() -> ++unreadable);
    }

    /** Grows with every change: the same number, the same answers. */
    public long revision() {
        return revision;
    }

    public Overview overview(boolean caughtUp) {
        return read(() -> {
            Flow flow = new Flow(batches, snapshots, runs, deadLetters);
            List<Champion> champions = champions();
            return new Overview(
                    caughtUp,
                    counts.values().stream().mapToLong(Long::longValue).sum(),
                    countsByName(),
                    unreadable,
                    deadLetters.total(),
                    tasks.size(),
                    flow.batches(),
                    flow.runs(),
                    flow.stages(champions),
                    champions.stream().limit(SHOWN_AT_A_GLANCE).toList(),
                    activeRuns());
        });
    }

    public Page<TaskView> tasks(int limit, int offset) {
        return read(() -> Page.of(
                tasks.newestFirst(),
                limit,
                offset,
                fact -> new TaskView(
                        fact.data().task(),
                        fact.data().declaration(),
                        fact.link().time())));
    }

    /** Newest first; null filters nothing. */
    public Page<BatchSummary> batches(@Nullable String task, @Nullable BatchState state, int limit, int offset) {
        Predicate<BatchFacts> wanted = batch ->
                isOf(task, batch.task) && (state == null || story(batch).state() == state);
        Predicate<BatchSummary> wantedLine =
                line -> isOf(task, line.task()) && (state == null || line.state() == state);
        return read(() -> Page.of(
                Stream.<Supplier<BatchSummary>>concat(
                        batches.newestFirst()
                                .filter(wanted)
                                .map(batch -> () -> story(batch).summary()),
                        batches.older().newestFirst().filter(wantedLine).map(line -> () -> line)),
                limit,
                offset,
                Supplier::get));
    }

    /** By batch id, or by the id of the event that announced it. */
    public Optional<BatchDetail> batch(String id) {
        return read(() -> Optional.ofNullable(batches.find(id))
                .map(batch -> story(batch).detail())
                .or(() -> batches.older().find(line -> line.id().equals(id)).map(BatchDetail::ofLine)));
    }

    public Page<SnapshotView> snapshots(@Nullable String task, int limit, int offset) {
        return read(() -> Page.of(
                snapshots.newestFirst().filter(fact -> isOf(task, fact.data().task())),
                limit,
                offset,
                ReadModel::snapshot));
    }

    public Page<RunSummary> runs(@Nullable String task, @Nullable RunState state, int limit, int offset) {
        Predicate<RunFacts> wanted = run -> isOf(task, run.task) && (state == null || RunStory.state(run) == state);
        Predicate<RunSummary> wantedLine = line -> isOf(task, line.task()) && (state == null || line.state() == state);
        return read(() -> Page.of(
                Stream.<Supplier<RunSummary>>concat(
                        runs.newestFirst().filter(wanted).map(run -> () -> RunStory.summary(run, runs)),
                        runs.older().newestFirst().filter(wantedLine).map(line -> () -> line)),
                limit,
                offset,
                Supplier::get));
    }

    public Optional<RunDetail> run(String runId) {
        return read(() -> Optional.ofNullable(runs.find(runId))
                .filter(RunFacts::isKnown)
                .map(run -> RunStory.detail(run, runs))
                .or(() -> runs.older().find(line -> line.id().equals(runId)).map(RunDetail::ofLine)));
    }

    /** Oldest attempt first; empty when the run has none. */
    public List<EvaluationView> evaluations(String runId) {
        return run(runId).map(RunDetail::evaluations).orElse(List.of());
    }

    /** Of all runs that are kept whole, those of a time; of the newest runs first. */
    public List<EvaluationView> evaluations(@Nullable String task, Instant from, Instant to, int most) {
        return read(() -> runs.newestFirst()
                .filter(run -> isOf(task, run.task))
                .flatMap(run -> run.evaluations.values().stream())
                .filter(fact -> !fact.link().time().isBefore(from)
                        && !fact.link().time().isAfter(to))
                .map(Fact::data)
                .limit(most)
                .toList());
    }

    public Page<ModelSummary> models(int limit, int offset) {
        return read(() -> Page.of(models.newestFirst(), limit, offset, ModelStory::summary));
    }

    public Optional<ModelDetail> model(String task) {
        return read(() -> Optional.ofNullable(models.find(task))
                .filter(model -> !model.history.isEmpty())
                .map(ModelStory::detail));
    }

    public Page<DeadLetter> deadLetters(int limit, int offset) {
        return read(() -> Page.of(deadLetters.newestFirst(), limit, offset, letter -> letter));
    }

    public Optional<DeadLetter> deadLetter(String id) {
        return read(() -> Optional.ofNullable(deadLetters.find(id)));
    }

    private BatchStory story(BatchFacts batch) {
        return new BatchStory(batch, snapshots, runs, deadLetters);
    }

    private List<Champion> champions() {
        return models.newestFirst()
                .map(ModelStory::champion)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<RunSummary> activeRuns() {
        return runs.newestFirst()
                .filter(run -> RunStory.state(run).isActive())
                .limit(SHOWN_AT_A_GLANCE)
                .map(run -> RunStory.summary(run, runs))
                .toList();
    }

    private Map<String, Long> countsByName() {
        Map<String, Long> byName = new TreeMap<>();
        counts.forEach((type, count) -> byName.put(type.shortName(), count));
        return byName;
    }

    private static SnapshotView snapshot(Fact<DatasetPrepared> fact) {
        var data = fact.data();
        return new SnapshotView(
                data.snapshotId(),
                data.task(),
                data.taskVersion(),
                data.newBatches(),
                data.newRows(),
                data.rows(),
                data.snapshot(),
                fact.link().time());
    }

    private static boolean isOf(@Nullable String wanted, String task) {
        return wanted == null || wanted.equals(task);
    }

    private <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written under the lock only.
    private <T> T write(Supplier<T> change) {
        lock.writeLock().lock();
        try {
            revision++;
            return change.get();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
