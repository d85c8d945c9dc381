package dev.graft.registry;

import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.openlineage.LineageReceiver;
import dev.graft.registry.openlineage.Names;
import dev.graft.registry.openlineage.ReceiverState;
import dev.graft.registry.openlineage.TranslateEvent;
import dev.graft.registry.openlineage.http.LineageEndpoint;
import dev.graft.registry.openlineage.storage.StoredBeginnings;
import dev.graft.registry.openlineage.storage.StoredTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts what is told in OpenLineage together with its adapters. */
@ApplicationScoped
public class OpenLineageWiring {
    private static final String PRODUCER = "https://graft.dev/registry/";

    @Produces
    @Singleton
    TranslateEvent translateEvent(
            ObjectStore store,
            OpenLineageConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        Names names = new Names(config.namespace(), bucket(store), "kafka://" + first(brokers));
        return new TranslateEvent(
                URI.create(PRODUCER + version), names, new StoredBeginnings(store), new StoredTasks(store));
    }

    @Produces
    @Singleton
    Optional<LineageReceiver> receiver(OpenLineageConfig config) {
        return config.url().map(url -> new LineageEndpoint(url, config.apiKey(), config.timeout()));
    }

    @Produces
    @Singleton
    ReceiverState receiverState(Clock clock) {
        return new ReceiverState(clock);
    }

    private static String bucket(ObjectStore store) {
        String root = store.uri("");
        return root.substring(0, root.length() - 1);
    }

    /** Of brokers that are all of one cluster the one that names it. */
    private static String first(String brokers) {
        String first = brokers.split(",", 2)[0].strip();
        return first.substring(first.lastIndexOf('/') + 1);
    }
}
