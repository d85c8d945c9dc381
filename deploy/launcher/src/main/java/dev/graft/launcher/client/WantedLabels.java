package dev.graft.launcher.client;

import dev.graft.contracts.EventType;
import dev.graft.contracts.event.LabellingWanted;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What people are asked to label, as it lies on the topic. */
public final class WantedLabels {
    private static final int TIMEOUT_MILLIS = 15_000;

    private WantedLabels() {}

    /** Everything that is asked of a task up to now, each input once, the newest last. */
    public static List<LabellingWanted> read(String bootstrapServers, String task) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "default.api.timeout.ms", TIMEOUT_MILLIS,
                "request.timeout.ms", TIMEOUT_MILLIS);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(EventType.LABELLING_WANTED.topic()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return read(consumer, consumer.endOffsets(partitions), task);
        }
    }

    private static List<LabellingWanted> read(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, String task) {
        Map<String, LabellingWanted> items = new LinkedHashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                if (task.equals(record.key())
                        && EventReader.event(record, EventType.LABELLING_WANTED) instanceof Announcement.Fact fact) {
                    fact.as(LabellingWanted.class).ifPresent(item -> items.putIfAbsent(item.itemId(), item));
                }
            }
        }
        return List.copyOf(items.values());
    }
}
