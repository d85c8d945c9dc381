package dev.graft.registry;

import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.Outbox;
import dev.graft.platform.signing.SigningConfig;
import dev.graft.platform.signing.SigningKeys;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.book.Books;
import dev.graft.registry.catalogue.BrowseModels;
import dev.graft.registry.change.ChangeMarks;
import dev.graft.registry.change.Changes;
import dev.graft.registry.change.MarkedLabels;
import dev.graft.registry.change.PublishChanges;
import dev.graft.registry.change.StateEvents;
import dev.graft.registry.change.messaging.StateTopic;
import dev.graft.registry.change.storage.StoredChangeMarks;
import dev.graft.registry.history.Aliases;
import dev.graft.registry.history.HistoryLog;
import dev.graft.registry.history.storage.StoredAliases;
import dev.graft.registry.history.storage.StoredHistory;
import dev.graft.registry.label.LabelShelf;
import dev.graft.registry.label.storage.StoredLabels;
import dev.graft.registry.lineage.DiffVersions;
import dev.graft.registry.lineage.Documents;
import dev.graft.registry.lineage.ExplainVersion;
import dev.graft.registry.lineage.TraceLineage;
import dev.graft.registry.lineage.storage.StoredDocuments;
import dev.graft.registry.mlflow.MlflowRegistry;
import dev.graft.registry.promotion.Announcements;
import dev.graft.registry.promotion.DecideChallenger;
import dev.graft.registry.promotion.OverruleGate;
import dev.graft.registry.promotion.Promotions;
import dev.graft.registry.promotion.RepairModels;
import dev.graft.registry.promotion.RollBack;
import dev.graft.registry.promotion.SignExistingVersions;
import dev.graft.registry.promotion.WithdrawCanary;
import dev.graft.registry.retention.VersionHolds;
import dev.graft.registry.search.MemoryIndex;
import dev.graft.registry.search.ReadRecords;
import dev.graft.registry.version.VersionShelf;
import dev.graft.registry.version.storage.Signing;
import dev.graft.registry.version.storage.StoredVersions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Puts the use cases together with their adapters. */
@ApplicationScoped
public class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    @Produces
    @Singleton
    HistoryLog historyLog(ObjectStore store, EventCodec codec) {
        return new StoredHistory(store, codec);
    }

    @Produces
    @Singleton
    Aliases aliases(ObjectStore store) {
        return new StoredAliases(store);
    }

    @Produces
    @Singleton
    VersionShelf versionShelf(ObjectStore store, Steps steps, SigningConfig config) {
        SigningKeys keys = SigningKeys.read(config);
        keys.signing()
                .ifPresentOrElse(
                        key -> LOG.infof("versions are signed with the key %s", key.hint()),
                        () -> LOG.info("versions are not signed: there is no key (graft.signing.private-key)"));
        return new StoredVersions(store, steps, new Signing(keys));
    }

    @Produces
    @Singleton
    SignExistingVersions signExistingVersions(Books books, VersionShelf shelf) {
        return new SignExistingVersions(books, shelf);
    }

    @Produces
    @Singleton
    Books books(ObjectStore store, VersionShelf shelf, HistoryLog log) {
        return new Books(store, shelf, log);
    }

    @Produces
    @Singleton
    Promotions promotions(
            Books books,
            HistoryLog log,
            Aliases aliases,
            VersionShelf shelf,
            Outbox outbox,
            VersionHolds holds,
            Changes changes,
            Events events,
            Clock clock,
            RegistryConfig config) {
        Announcements announcements = outbox::publish;
        return new Promotions(
                books, log, aliases, shelf, announcements, holds, changes, events, clock, config.maxEvaluations());
    }

    @Produces
    @Singleton
    DecideChallenger decideChallenger(Promotions promotions) {
        return promotions.decideChallenger();
    }

    @Produces
    @Singleton
    RollBack rollBack(Promotions promotions) {
        return promotions.rollBack();
    }

    @Produces
    @Singleton
    WithdrawCanary withdrawCanary(RollBack rollBack) {
        return new WithdrawCanary(rollBack);
    }

    @Produces
    @Singleton
    OverruleGate overruleGate(Promotions promotions) {
        return promotions.overruleGate();
    }

    @Produces
    @Singleton
    RepairModels repairModels(Promotions promotions) {
        return promotions.repairModels();
    }

    @Produces
    @Singleton
    BrowseModels browseModels(Books books, VersionShelf shelf, Aliases aliases) {
        return new BrowseModels(books, shelf, aliases);
    }

    @Produces
    @Singleton
    Documents documents(ObjectStore store) {
        return new StoredDocuments(store);
    }

    @Produces
    @Singleton
    TraceLineage traceLineage(Documents documents) {
        return new TraceLineage(documents);
    }

    @Produces
    @Singleton
    DiffVersions diffVersions(Documents documents) {
        return new DiffVersions(documents);
    }

    @Produces
    @Singleton
    ExplainVersion explainVersion(VersionShelf shelf, Documents documents, TraceLineage tracing) {
        return new ExplainVersion(shelf, documents, tracing);
    }

    @Produces
    @Singleton
    LabelShelf labelShelf(ObjectStore store, Changes changes) {
        return new MarkedLabels(new StoredLabels(store), changes);
    }

    @Produces
    @Singleton
    ReadRecords readRecords(Books books, LabelShelf labels) {
        return new ReadRecords(books, labels);
    }

    @Produces
    @Singleton
    MemoryIndex modelIndex(Books books, ReadRecords reading, RegistryConfig config) {
        return new MemoryIndex(books, reading, config.indexModelsPerTurn());
    }

    @Produces
    @Singleton
    ChangeMarks changeMarks(ObjectStore store) {
        return new StoredChangeMarks(store);
    }

    @Produces
    @Singleton
    Changes changes(ChangeMarks marks, Clock clock) {
        return new Changes(marks, clock);
    }

    @Produces
    @Singleton
    PublishChanges publishChanges(
            Changes changes,
            ChangeMarks marks,
            MemoryIndex index,
            StateTopic states,
            Events events,
            RepairModels repairing,
            Clock clock) {
        return new PublishChanges(changes, marks, index, states, new StateEvents(events), repairing::repair, clock);
    }

    @Produces
    @Singleton
    MlflowRegistry mlflowRegistry(
            Books books,
            VersionShelf shelf,
            LabelShelf labels,
            ReadRecords reading,
            MemoryIndex index,
            Promotions promotions,
            VersionHolds holds,
            Clock clock) {
        return new MlflowRegistry(books, shelf, labels, reading, index, promotions, holds, clock);
    }
}
