package dev.graft.dashboard.messaging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of many partitions up to their ends, merged in the order of the times at which they were written: so what
 * belongs together comes together, though it lies in many topics. Of a partition that is ahead of the others a bounded number
 * of bytes waits, and no more is fetched. Used by one thread.
 */
final class Past {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final int bytesAhead;
    private final Map<TopicPartition, Source> sources = new HashMap<>();

    /** Those of which records wait, the one with the oldest first. */
    private final PriorityQueue<Source> heads = new PriorityQueue<>(Comparator.comparingLong(Source::time));

    /** How many may still hold an older record than those that wait. */
    private int unknown;

    /**
     * @param consumer of nothing else
     * @param ends by partition the offset behind its last record
     * @param bytesAhead of a partition that may wait for the others
     */
    Past(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, int bytesAhead) {
        this.consumer = consumer;
        this.bytesAhead = bytesAhead;
        ends.forEach((partition, end) -> sources.put(partition, new Source(partition, end)));
        unknown = sources.size();
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
    }

    /** The next records, in their order, at most {@code most}; none: the past is read. */
    List<ConsumerRecord<String, byte[]>> next(int most) {
        List<ConsumerRecord<String, byte[]>> merged = new ArrayList<>();
        while (merged.size() < most) {
            if (unknown > 0) {
                fetch();
            } else if (heads.isEmpty()) {
                return merged;
            } else {
                merged.add(takeOldest());
            }
        }
        return merged;
    }

    /** Partitions that are not read to their ends. */
    int missing() {
        return (int)
                sources.values().stream().filter(source -> !source.isOver()).count();
    }

    private void fetch() {
        var found = consumer.poll(POLL);
        for (TopicPartition partition : found.partitions()) {
            Source source = sources.get(partition);
            if (source != null) {
                found.records(partition).forEach(record -> add(source, record));
                look(source);
            }
        }
        if (found.isEmpty()) {
            sources.values().forEach(this::look); // A partition may end in what is no record.
        }
    }

    private void look(Source source) {
        if (!source.fetched && consumer.position(source.partition) >= source.end) {
            source.fetched = true;
            unknown -= source.waiting.isEmpty() ? 1 : 0;
        }
        pauseOrResume(source);
    }

    private void add(Source source, ConsumerRecord<String, byte[]> record) {
        if (record.offset() < source.end) {
            if (source.waiting.isEmpty()) {
                unknown--;
                source.add(record);
                heads.add(source);
            } else {
                source.add(record);
            }
        }
    }

    private ConsumerRecord<String, byte[]> takeOldest() {
        Source oldest = heads.remove();
        ConsumerRecord<String, byte[]> record = oldest.take();
        if (!oldest.waiting.isEmpty()) {
            heads.add(oldest);
        } else if (!oldest.fetched) {
            unknown++;
        }
        pauseOrResume(oldest);
        return record;
    }

    private void pauseOrResume(Source source) {
        boolean enough = source.fetched || source.bytes >= bytesAhead;
        if (enough != source.paused) {
            source.paused = enough;
            if (enough) {
                consumer.pause(List.of(source.partition));
            } else {
                consumer.resume(List.of(source.partition));
            }
        }
    }

    /** A partition, and what of it waits. */
    private static final class Source {
        final TopicPartition partition;
        final long end;
        final Deque<ConsumerRecord<String, byte[]>> waiting = new ArrayDeque<>();
        long bytes;
        boolean fetched;
        boolean paused;

        Source(TopicPartition partition, long end) {
            this.partition = partition;
            this.end = end;
        }

        long time() {
            return waiting.element().timestamp();
        }

        boolean isOver() {
            return fetched && waiting.isEmpty();
        }

        void add(ConsumerRecord<String, byte[]> record) {
            waiting.addLast(record);
            bytes += Math.max(0, record.serializedValueSize());
        }

        ConsumerRecord<String, byte[]> take() {
            ConsumerRecord<String, byte[]> record = waiting.removeFirst();
            bytes -= Math.max(0, record.serializedValueSize());
            return record;
        }
    }
}
