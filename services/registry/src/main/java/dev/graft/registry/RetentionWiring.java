package dev.graft.registry;

import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.book.Books;
import dev.graft.registry.history.Aliases;
import dev.graft.registry.label.LabelShelf;
import dev.graft.registry.mlflow.KeptByPeople;
import dev.graft.registry.retention.CollectGarbage;
import dev.graft.registry.retention.VersionClaims;
import dev.graft.registry.retention.VersionHolds;
import dev.graft.registry.retention.storage.StoredRunFolders;
import dev.graft.registry.retention.storage.StoredVersionClaims;
import dev.graft.registry.search.MemoryIndex;
import dev.graft.registry.version.VersionShelf;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the garbage collection together with its adapters. */
@ApplicationScoped
public class RetentionWiring {
    @Produces
    @Singleton
    VersionClaims versionClaims(ObjectStore store) {
        return new StoredVersionClaims(store);
    }

    @Produces
    @Singleton
    VersionHolds versionHolds(VersionClaims claims) {
        return new VersionHolds(claims);
    }

    @Produces
    @Singleton
    CollectGarbage collectGarbage(
            Books books,
            Aliases aliases,
            VersionShelf shelf,
            VersionClaims claims,
            LabelShelf labels,
            MemoryIndex index,
            ObjectStore store,
            Steps steps,
            RetentionConfig config,
            Clock clock) {
        return new CollectGarbage(
                books,
                aliases,
                shelf,
                claims,
                new StoredRunFolders(store, steps),
                new KeptByPeople(books, labels, index),
                config.policy(),
                config.maxRuns(),
                clock);
    }
}
