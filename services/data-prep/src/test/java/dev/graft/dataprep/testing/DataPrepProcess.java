package dev.graft.dataprep.testing;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.contracts.event.BatchPartRequested;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchLimits;
import dev.graft.dataprep.batch.BatchViews;
import dev.graft.dataprep.batch.CollectParts;
import dev.graft.dataprep.batch.GoldenSets;
import dev.graft.dataprep.batch.PreparePart;
import dev.graft.dataprep.batch.TakeInBatch;
import dev.graft.dataprep.check.CheckBatch;
import dev.graft.dataprep.journal.Announcer;
import dev.graft.dataprep.journal.Datasets;
import dev.graft.dataprep.journal.Edge;
import dev.graft.dataprep.journal.Journal;
import dev.graft.dataprep.journal.KnownRows;
import dev.graft.dataprep.snapshot.KeepSnapshots;
import dev.graft.dataprep.snapshot.PrepareSnapshot;
import dev.graft.dataprep.snapshot.PrepareSnapshotNow;
import dev.graft.dataprep.task.Declaration;
import dev.graft.dataprep.task.DeclarationRules;
import dev.graft.dataprep.task.DeclareTask;
import dev.graft.dataprep.task.TaskCatalogue;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.step.Steps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A data-prep in memory over a store and a list of published events, which other processes may share. */
public final class DataPrepProcess {
    public static final BatchLimits LIMITS =
            new BatchLimits(1 << 20, 1 << 20, 1 << 12, 1_000, 200, 0.5, 10, 1 << 20, 1_000);

    private static final EventCodec CODEC = new EventCodec();

    private final List<Event<?>> published;

    public final DeclareTask declareTask;
    public final TakeInBatch takeInBatch;
    public final PreparePart preparePart;
    public final CollectParts collectParts;
    public final KeepSnapshots keepSnapshots;
    public final PrepareSnapshotNow prepareSnapshotNow;
    public final PrepareSnapshotNow prepareSnapshotAtOnceOrNot;
    public final BatchViews views;

    /**
     * @param guard stands around every publication
     * @param published receives what went out
     */
    public DataPrepProcess(MemoryStore store, Clock clock, MemoryStore.Guard guard, List<Event<?>> published) {
        this(store, clock, guard, published, LIMITS);
    }

    private DataPrepProcess(
            MemoryStore store, Clock clock, MemoryStore.Guard guard, List<Event<?>> published, BatchLimits limits) {
        this.published = published;
        Steps steps = new Steps(store, CODEC);
        Edge edge = new Edge(
                store,
                steps,
                new Events(clock, "data-prep"),
                event -> guard.around("publish", (Supplier<Boolean>) () -> published.add(event)),
                clock);
        Journal journal = new Journal(store, CODEC);
        Datasets datasets = new Datasets(journal);
        TaskCatalogue catalogue = new TaskCatalogue(store);
        Announcer announcer = new Announcer(journal, steps, edge.sink());
        KnownRows knownRows = new KnownRows(store, new KnownRows.Bounds(2, 1_000, limits.maxUnpackedBytes()));
        GoldenSets goldenSets = new GoldenSets(store, limits);
        PrepareSnapshot prepare = new PrepareSnapshot(edge, catalogue, announcer, knownRows, goldenSets::shard);
        CheckBatch checks = new CheckBatch(new WordFeatures(), Networks.in(store, clock), text -> "eng", clock);
        declareTask = new DeclareTask(
                catalogue,
                new DeclarationRules(Set.of(Task.DEFAULT_BACKBONE), "own-bert"::equals, goldenSets::fault),
                edge.events(),
                clock);
        takeInBatch = new TakeInBatch(
                edge, limits, catalogue, datasets, knownRows, checks, goldenSets, declareTask, announcer, prepare);
        preparePart = new PreparePart(edge, limits, catalogue, checks.languages());
        collectParts = new CollectParts(edge, takeInBatch);
        keepSnapshots = new KeepSnapshots(catalogue, datasets, prepare, announcer);
        prepareSnapshotNow = new PrepareSnapshotNow(datasets, journal, prepare, Duration.ofSeconds(20));
        prepareSnapshotAtOnceOrNot = new PrepareSnapshotNow(datasets, journal, prepare, Duration.ZERO);
        views = new BatchViews(store, steps, datasets, journal);
    }

    public DataPrepProcess(MemoryStore store, Clock clock, List<Event<?>> published) {
        this(store, clock, new MemoryStore.Guard() {}, published);
    }

    /** A process that takes larger files than others, for photos. */
    public static DataPrepProcess ofPhotos(MemoryStore store, Clock clock, List<Event<?>> published) {
        BatchLimits limits = new BatchLimits(1 << 26, 1 << 26, 1 << 12, 1_000, 200, 0.5, 10, 1 << 26, 1_000);
        return new DataPrepProcess(store, clock, new MemoryStore.Guard() {}, published, limits);
    }

    /** @param partBytes a file of at least twice as many is prepared in parts */
    public DataPrepProcess(
            MemoryStore store, Clock clock, MemoryStore.Guard guard, List<Event<?>> published, long partBytes) {
        this(
                store,
                clock,
                guard,
                published,
                new BatchLimits(1 << 20, 1 << 20, 1 << 12, 1_000, 200, 0.5, 10, partBytes, 1_000));
    }

    /** Prepares the parts that were requested so far, and collects them. */
    public void prepareParts() {
        List.copyOf(published).forEach(this::preparePart);
        List.copyOf(published).forEach(this::collectPart);
    }

    @SuppressWarnings("unchecked")
    private void preparePart(Event<?> event) {
        if (event.data() instanceof BatchPartRequested) {
            try {
                preparePart.prepare((Event<BatchPartRequested>) event);
            } catch (MalformedEvent e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void collectPart(Event<?> event) {
        if (event.data() instanceof BatchPartPrepared) {
            collectParts.collect((Event<BatchPartPrepared>) event);
        }
    }

    public Task declare(Task task) {
        return ((Declaration.InForce) declareTask.declare(task, null)).task();
    }

    /** Takes in a batch that is announced under an event id. */
    public void take(String eventId, BatchLabelled batch) {
        takeInBatch.take(announcement(eventId, batch));
    }

    public static Event<BatchLabelled> announcement(String eventId, BatchLabelled batch) {
        return new Event<>(eventId, EventType.BATCH_LABELLED, "/producer", Instant.EPOCH, null, null, null, batch);
    }

    /** The payloads of one type, each event once, in the order of their first publication. */
    public static <T> List<T> once(List<Event<?>> published, Class<T> type) {
        Set<String> seen = new HashSet<>();
        return published.stream()
                .filter(event -> type.isInstance(event.data()) && seen.add(event.id()))
                .map(event -> type.cast(event.data()))
                .toList();
    }

    public static Optional<Event<?>> first(List<Event<?>> published, Class<?> type) {
        return published.stream().filter(event -> type.isInstance(event.data())).findFirst();
    }
}
