package dev.graft.registry.change.messaging;

import dev.graft.contracts.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the whole topic of states, in no group, and goes on. Used by one thread at a time, but for {@link #wakeUp}.
 */
final class StateReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;

    /** @throws IllegalStateException when the topic is not there, and does not come within {@link #UNTIL_KNOWN} */
    StateReader(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.keySet().removeIf(name -> name.startsWith("group."));
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = partitions();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** A topic that was created this moment is not known at once to every broker. */
    private List<TopicPartition> partitions() {
        String topic = EventType.MODEL_CHANGED.topic();
        long deadline = System.nanoTime() + UNTIL_KNOWN.toNanos();
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        while (partitions.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
            partitions = consumer.partitionsFor(topic);
        }
        if (partitions.isEmpty()) {
            throw new IllegalStateException(
                    "the topic " + topic + " is not there: create it, compacted, or let graft.topics.create make it");
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** The newest record of each model that the topic holds at this moment. */
    Collection<StateRecord> readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Map<String, StateRecord> newest = new LinkedHashMap<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> {
                StateRecord state = StateRecord.of(record);
                newest.put(state.model(), state);
            });
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the broker did not show the states of the models within " + PATIENCE);
            }
        }
        return newest.values();
    }

    /** Records that have come since; waits for some for a bounded time. */
    List<StateRecord> next(Duration patience) {
        ConsumerRecords<String, byte[]> records = consumer.poll(patience);
        List<StateRecord> states = new ArrayList<>(records.count());
        records.forEach(record -> states.add(StateRecord.of(record)));
        return states;
    }

    /** Ends a wait in another thread with a {@link org.apache.kafka.common.errors.WakeupException}. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
