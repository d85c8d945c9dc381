package dev.graft.dashboard.messaging;

import dev.graft.contracts.EventType;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where the mesh's topics end at this moment: behind the last record of each partition. The end that the broker tells may
 * lie further, because the mark of a producer's transaction takes an offset and is no record; so the end is read backwards
 * until a record is found.
 */
@ApplicationScoped
public class TopicEnds {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int STEP_GROWS_BY = 16;

    private final Map<String, Object> kafka;

    public TopicEnds(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** Per partition the offset behind the last record, for those that hold records. */
    Map<TopicPartition, Long> now() {
        Map<String, Object> settings = ofNoGroup(kafka);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return now(consumer);
        }
    }

    /** The settings of a consumer that chooses its partitions itself. */
    static Map<String, Object> ofNoGroup(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.keySet().removeIf(name -> name.startsWith("group."));
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    static Stream<String> topics() {
        return Stream.concat(EventType.happenings().map(EventType::topic), Stream.of(EventType.DEAD_LETTER_TOPIC));
    }

    private static Map<TopicPartition, Long> now(KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> found = new HashMap<>();
        List<Range> sought = ranges(consumer);
        for (long step = 1; !sought.isEmpty(); step *= STEP_GROWS_BY) {
            long back = step;
            found.putAll(lastRecords(consumer, sought, back));
            sought = sought.stream()
                    .filter(range -> !found.containsKey(range.partition) && range.before(back) > range.begin)
                    .toList();
        }
        return found;
    }

    /** The partitions that have ever held anything which is still there. */
    private static List<Range> ranges(KafkaConsumer<byte[], byte[]> consumer) {
        Set<String> wanted = topics().collect(Collectors.toSet());
        Set<TopicPartition> partitions = consumer.listTopics().values().stream()
                .flatMap(List::stream)
                .filter(partition -> wanted.contains(partition.topic()))
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toSet());
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        return consumer.endOffsets(partitions).entrySet().stream()
                .map(end -> new Range(end.getKey(), begins.getOrDefault(end.getKey(), 0L), end.getValue()))
                .filter(range -> range.begin < range.end)
                .toList();
    }

    /** Per partition the offset behind the last record, where there is one among the last {@code back} offsets. */
    private static Map<TopicPartition, Long> lastRecords(
            KafkaConsumer<byte[], byte[]> consumer, List<Range> ranges, long back) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        consumer.assign(ranges.stream().map(Range::partition).toList());
        ranges.forEach(range -> consumer.seek(range.partition, range.before(back)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ranges.stream().anyMatch(range -> consumer.position(range.partition) < range.end)) {
            var records = consumer.poll(POLL);
            ranges.forEach(range -> records.records(range.partition).stream()
                    .map(record -> record.offset() + 1)
                    .filter(next -> next <= range.end)
                    .forEach(next -> behind.merge(range.partition, next, Math::max)));
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the broker did not show the ends of the topics within " + PATIENCE);
            }
        }
        return behind;
    }

    /** What a partition holds: from {@code begin} up to and without {@code end}. */
    private record Range(TopicPartition partition, long begin, long end) {
        long before(long offsets) {
            return Math.max(begin, end - offsets);
        }
    }
}
