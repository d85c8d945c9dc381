package dev.graft.launcher.client;

import dev.graft.contracts.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that the mesh announces from one moment on, in the order in which it was written; used by one thread. */
public final class EventTail implements AutoCloseable {

    private static final Map<String, EventType> TYPES =
            EventType.happenings().collect(Collectors.toMap(EventType::topic, Function.identity()));
    private static final int TIMEOUT_MILLIS = 15_000;

    private final KafkaConsumer<String, byte[]> consumer;

    private EventTail(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Starts behind the last record that is there when this returns.
     *
     * @throws IllegalStateException when the topics are not there: the services have never run
     */
    public static EventTail fromNow(String bootstrapServers) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "default.api.timeout.ms", TIMEOUT_MILLIS,
                        "request.timeout.ms", TIMEOUT_MILLIS,
                        "fetch.max.wait.ms", 100),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            consumer.close();
            throw new IllegalStateException("the broker at " + bootstrapServers + " has none of the mesh's topics");
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new EventTail(consumer);
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return consumer.listTopics().entrySet().stream()
                .filter(topic -> TYPES.containsKey(topic.getKey()) || isDeadLetters(topic.getKey()))
                .map(Map.Entry::getValue)
                .flatMap(Collection::stream)
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** What has come since the last call; waits up to {@code patience} when nothing has. */
    public List<Announcement> next(Duration patience) {
        List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
        consumer.poll(patience).forEach(messages::add);
        messages.removeIf(message -> isDeadLetters(message.topic()) && EventReader.isReplayNote(message));
        messages.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return messages.stream().map(EventTail::read).toList();
    }

    private static Announcement read(ConsumerRecord<String, byte[]> message) {
        EventType type = TYPES.get(message.topic());
        return type == null ? EventReader.deadLetter(message) : EventReader.event(message, type);
    }

    private static boolean isDeadLetters(String topic) {
        return topic.equals(EventType.DEAD_LETTER_TOPIC);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
