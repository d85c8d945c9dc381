package dev.graft.platform.event;

import dev.graft.contracts.EventType;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates the mesh's topics that are missing, before any channel subscribes; it waits for the broker within a bound.
 * Where an operator creates them ({@code graft.topics.create=false}) nothing is done.
 */
@ApplicationScoped
public class Topics {
    private static final Logger LOG = Logger.getLogger(Topics.class);

    /** Earlier than the messaging extension, which subscribes its channels at {@code LIBRARY_BEFORE} (1000). */
    private static final int BEFORE_CHANNELS = 100;

    private static final String FOR_GOOD = "-1";
    private static final int SEGMENT_BYTES = 16 << 20;

    /** How the topics are made. */
    @ConfigMapping(prefix = "graft.topics")
    public interface Config {
        @WithDefault("true")
        boolean create();

        /** Copies of each partition; -1 takes the broker's default. */
        @WithDefault("-1")
        short replicas();

        /**
         * How long to keep inputs, requests, dead letters, what is told in OpenLineage, and the word that a model is gone; facts and the states of
         * models are kept for good, to rebuild projections.
         */
        @WithDefault("30d")
        Duration retention();

        /** How long to wait for the broker at start. */
        @WithDefault("2m")
        Duration patience();
    }

    private final Config config;
    private final Map<String, Object> kafka;

    public Topics(Config config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.kafka = kafka;
    }

    void onStart(@Observes @Priority(BEFORE_CHANNELS) StartupEvent start) {
        if (config.create()) {
            createMissing();
        }
    }

    private void createMissing() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.keySet().retainAll(AdminClientConfig.configNames());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                config.patience().toMillis());
        try (Admin admin = Admin.create(properties)) {
            long patience = config.patience().toMillis();
            Set<String> present = admin.listTopics().names().get(patience, TimeUnit.MILLISECONDS);
            List<NewTopic> missing =
                    wanted().filter(topic -> !present.contains(topic.name())).toList();
            for (NewTopic topic : missing) {
                create(admin, topic, patience);
            }
            LOG.infof("topics: %d there, %d created", present.size(), missing.size());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not answer within " + config.patience(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }

    private static void create(Admin admin, NewTopic topic, long patience)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(patience, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            LOG.debugf("another service created %s first", topic.name());
        }
    }

    private Stream<NewTopic> wanted() {
        Stream<NewTopic> events = Stream.of(EventType.values()).map(type -> topic(type.topic(), configOf(type)));
        Stream<NewTopic> others = Stream.of(EventType.DEAD_LETTER_TOPIC, EventType.OPENLINEAGE_TOPIC)
                .map(name -> topic(name, keptFor(retention())));
        return Stream.concat(events, others);
    }

    private NewTopic topic(String name, Map<String, String> settings) {
        return new NewTopic(name, EventType.PARTITIONS, config.replicas()).configs(settings);
    }

    private Map<String, String> configOf(EventType type) {
        if (type.isState()) {
            return compacted(retention());
        }
        return keptFor(type.isFact() ? FOR_GOOD : retention());
    }

    private static Map<String, String> keptFor(String millis) {
        return Map.of(TopicConfig.RETENTION_MS_CONFIG, millis);
    }

    /** Small segments, because the newest one is never compacted and everybody who starts reads all of it. */
    private static Map<String, String> compacted(String deletionsKeptForMillis) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                deletionsKeptForMillis,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(SEGMENT_BYTES),
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                inMillis(Duration.ofDays(1)));
    }

    private String retention() {
        return inMillis(config.retention());
    }

    private static String inMillis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
