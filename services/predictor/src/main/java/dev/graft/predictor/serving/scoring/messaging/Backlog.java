package dev.graft.predictor.serving.scoring.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What was fetched and is not answered yet. A partition of which there is something here is not fetched from, so that no
 * more is in memory than one fetch; what belongs to a partition that is taken away is forgotten. Used by one thread.
 */
final class Backlog implements ConsumerRebalanceListener {
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final List<TopicPartition> turns = new ArrayList<>();

    void add(ConsumerRecords<byte[], byte[]> fetched) {
        for (TopicPartition partition : fetched.partitions()) {
            lane(partition).add(fetched.records(partition));
        }
    }

    private Lane lane(TopicPartition partition) {
        return lanes.computeIfAbsent(partition, added -> {
            turns.add(added);
            return new Lane();
        });
    }

    /** The partitions that are not to be fetched from now. */
    Set<TopicPartition> partitions() {
        return Set.copyOf(lanes.keySet());
    }

    /** How long to wait for more: not at all while there is something to do. */
    Duration patience(long nanoTime) {
        long nanos = lanes.values().stream()
                .mapToLong(lane -> lane.nanosToWait(nanoTime))
                .min()
                .orElse(IDLE.toNanos());
        return Duration.ofNanos(Math.max(0, Math.min(nanos, IDLE.toNanos())));
    }

    /** Partitions whose first record waits for a champion. */
    int held() {
        return (int) lanes.values().stream().filter(Lane::isHeld).count();
    }

    /**
     * What to answer now, of each partition in its order and without a gap from its first record on. The partitions take
     * turns in being the first to be asked.
     *
     * @param inputs how many they may hold together; only the last one may go beyond that
     */
    List<Received> next(int inputs, Function<ConsumerRecord<byte[], byte[]>, Received> reader, long nanoTime) {
        List<Received> taken = new ArrayList<>();
        int left = inputs;
        for (TopicPartition partition : turns) {
            Iterator<ConsumerRecord<byte[], byte[]>> records = lane(partition).next(nanoTime);
            while (left > 0 && records.hasNext()) {
                Received received = reader.apply(records.next());
                taken.add(received);
                left -= received.inputs();
            }
        }
        Collections.rotate(turns, -1);
        return taken;
    }

    /** The first record of a partition is answered. */
    void done(TopicPartition partition) {
        Lane lane = lane(partition);
        lane.done();
        if (lane.isEmpty()) {
            forget(List.of(partition));
        }
    }

    /** The first record of a partition waits. */
    void hold(TopicPartition partition, long nanoTime) {
        lane(partition).hold(nanoTime);
    }

    private void forget(Collection<TopicPartition> partitions) {
        lanes.keySet().removeAll(partitions);
        turns.removeAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
}
