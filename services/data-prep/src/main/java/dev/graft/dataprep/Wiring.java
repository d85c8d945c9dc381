package dev.graft.dataprep;

import dev.graft.contracts.StoreLayout;
import dev.graft.dataprep.batch.BatchLimits;
import dev.graft.dataprep.batch.BatchViews;
import dev.graft.dataprep.batch.CollectParts;
import dev.graft.dataprep.batch.GoldenSets;
import dev.graft.dataprep.batch.PreparePart;
import dev.graft.dataprep.batch.TakeInBatch;
import dev.graft.dataprep.check.CheckBatch;
import dev.graft.dataprep.check.language.OpenNlpLanguages;
import dev.graft.dataprep.check.learning.CarriedBackbones;
import dev.graft.dataprep.check.learning.StoredNetworks;
import dev.graft.dataprep.journal.Announcer;
import dev.graft.dataprep.journal.Datasets;
import dev.graft.dataprep.journal.Edge;
import dev.graft.dataprep.journal.Journal;
import dev.graft.dataprep.journal.KnownRows;
import dev.graft.dataprep.snapshot.KeepSnapshots;
import dev.graft.dataprep.snapshot.PrepareSnapshot;
import dev.graft.dataprep.snapshot.PrepareSnapshotNow;
import dev.graft.dataprep.snapshot.SnapshotViews;
import dev.graft.dataprep.task.DeclarationRules;
import dev.graft.dataprep.task.DeclareTask;
import dev.graft.dataprep.task.TaskCatalogue;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.Outbox;
import dev.graft.platform.model.BackboneFolders;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Hands the use cases what they need; they know nothing of who does. */
@ApplicationScoped
public class Wiring {
    private static final Duration PATIENCE_OF_A_REQUEST = Duration.ofSeconds(20);

    @Produces
    @Singleton
    Edge edge(ObjectStore store, Steps steps, Events events, Outbox outbox, Clock clock) {
        return new Edge(store, steps, events, outbox::publish, clock);
    }

    @Produces
    @Singleton
    BatchLimits limits(DataPrepConfig config) {
        return new BatchLimits(
                config.maxBatchBytes().asLongValue(),
                config.maxUnpackedBytes().asLongValue(),
                Math.toIntExact(config.maxRowBytes().asLongValue()),
                config.maxBatchRows(),
                config.maxTextChars(),
                config.maxBadShare(),
                config.badShareFromRows(),
                config.partBytes().asLongValue(),
                config.nearRows());
    }

    @Produces
    @Singleton
    TaskCatalogue catalogue(ObjectStore store) {
        return new TaskCatalogue(store);
    }

    @Produces
    @Singleton
    GoldenSets goldenSets(ObjectStore store, BatchLimits limits) {
        return new GoldenSets(store, limits);
    }

    @Produces
    @Singleton
    DeclareTask declareTask(TaskCatalogue catalogue, DataPrepConfig config, GoldenSets goldenSets, Edge edge) {
        ObjectStore store = edge.store();
        DeclarationRules rules = new DeclarationRules(
                config.backbones(),
                name -> store.stat(store.uri(StoreLayout.backboneManifest(name)))
                        .isPresent(),
                goldenSets::fault);
        return new DeclareTask(catalogue, rules, edge.events(), edge.clock());
    }

    @Produces
    @Singleton
    Journal journal(ObjectStore store, EventCodec codec) {
        return new Journal(store, codec);
    }

    @Produces
    @Singleton
    Datasets datasets(Journal journal) {
        return new Datasets(journal);
    }

    @Produces
    @Singleton
    Announcer announcer(Journal journal, Edge edge) {
        return new Announcer(journal, edge.steps(), edge.sink());
    }

    @Produces
    @Singleton
    KnownRows knownRows(ObjectStore store, BatchLimits limits, DataPrepConfig config) {
        return new KnownRows(
                store, new KnownRows.Bounds(config.indexedTasks(), config.nearRows(), limits.maxShardBytes()));
    }

    @Produces
    @Singleton
    PrepareSnapshot prepareSnapshot(
            Edge edge, TaskCatalogue catalogue, Announcer announcer, KnownRows knownRows, GoldenSets goldenSets) {
        return new PrepareSnapshot(edge, catalogue, announcer, knownRows, goldenSets::shard);
    }

    @Produces
    @Singleton
    PrepareSnapshotNow prepareSnapshotNow(Datasets datasets, Journal journal, PrepareSnapshot prepare) {
        return new PrepareSnapshotNow(datasets, journal, prepare, PATIENCE_OF_A_REQUEST);
    }

    @Produces
    @Singleton
    KeepSnapshots keepSnapshots(
            TaskCatalogue catalogue, Datasets datasets, PrepareSnapshot prepare, Announcer announcer) {
        return new KeepSnapshots(catalogue, datasets, prepare, announcer);
    }

    @Produces
    @Singleton
    CheckBatch checkBatch(ObjectStore store, ModelFolders folders, Clock clock) {
        return new CheckBatch(
                new CarriedBackbones(DeviceChoice.CPU),
                new StoredNetworks(new BackboneFolders(store, folders), DeviceChoice.CPU),
                new OpenNlpLanguages(),
                clock);
    }

    @Produces
    @Singleton
    TakeInBatch takeInBatch(
            Edge edge,
            BatchLimits limits,
            TaskCatalogue catalogue,
            Datasets datasets,
            KnownRows knownRows,
            CheckBatch checks,
            GoldenSets goldenSets,
            DeclareTask declareTask,
            Announcer announcer,
            PrepareSnapshot snapshots) {
        return new TakeInBatch(
                edge, limits, catalogue, datasets, knownRows, checks, goldenSets, declareTask, announcer, snapshots);
    }

    @Produces
    @Singleton
    PreparePart preparePart(Edge edge, BatchLimits limits, TaskCatalogue catalogue, CheckBatch checks) {
        return new PreparePart(edge, limits, catalogue, checks.languages());
    }

    @Produces
    @Singleton
    CollectParts collectParts(Edge edge, TakeInBatch takeInBatch) {
        return new CollectParts(edge, takeInBatch);
    }

    @Produces
    @Singleton
    BatchViews batchViews(Edge edge, Datasets datasets, Journal journal) {
        return new BatchViews(edge.store(), edge.steps(), datasets, journal);
    }

    @Produces
    @Singleton
    SnapshotViews snapshotViews(ObjectStore store, Datasets datasets, Journal journal) {
        return new SnapshotViews(store, datasets, journal);
    }
}
