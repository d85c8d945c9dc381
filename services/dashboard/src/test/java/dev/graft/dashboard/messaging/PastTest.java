package dev.graft.dashboard.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PastTest {
    private static final TopicPartition ONE = new TopicPartition("graft.run.started.v1", 0);
    private static final TopicPartition OTHER = new TopicPartition("graft.run.epoch-completed.v1", 3);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<TopicPartition, Long> offsets = new HashMap<>();

    @Test
    void merges_partitions_in_the_order_of_the_times_at_which_records_were_written() {
        Past past = past(Map.of(ONE, 3L, OTHER, 3L), 1_000);
        List.of(10, 40, 50).forEach(time -> add(ONE, time));
        List.of(20, 30, 60).forEach(time -> add(OTHER, time));

        assertThat(times(past)).containsExactly(10L, 20L, 30L, 40L, 50L, 60L);
        assertThat(past.missing()).isZero();
    }

    @Test
    void keeps_the_order_of_a_partition_though_its_clock_went_back() {
        Past past = past(Map.of(ONE, 3L, OTHER, 1L), 1_000);
        List.of(30, 10, 20).forEach(time -> add(ONE, time));
        add(OTHER, 25);

        assertThat(times(past)).containsExactly(25L, 30L, 10L, 20L);
    }

    @Test
    void ends_where_the_past_ended() {
        Past past = past(Map.of(ONE, 2L), 1_000);
        List.of(1, 2, 3).forEach(time -> add(ONE, time));

        assertThat(times(past)).containsExactly(1L, 2L);
    }

    @Test
    void waits_for_a_partition_that_is_behind_and_fetches_no_more_of_one_that_is_ahead() {
        Past past = past(Map.of(ONE, 3L, OTHER, 1L), 2);
        List.of(1, 3, 4).forEach(time -> add(ONE, time));
        List<Set<TopicPartition>> paused = new ArrayList<>();
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> {
            paused.add(Set.copyOf(consumer.paused()));
            add(OTHER, 2);
        });

        assertThat(times(past)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(paused).containsExactly(Set.of(ONE));
    }

    @Test
    void of_empty_topics_there_is_no_past() {
        assertThat(past(Map.of(), 1_000).next(10)).isEmpty();
    }

    private Past past(Map<TopicPartition, Long> ends, int bytesAhead) {
        Past past = new Past(consumer, ends, bytesAhead);
        ends.keySet().forEach(partition -> consumer.updateBeginningOffsets(Map.of(partition, 0L)));
        return past;
    }

    private static List<Long> times(Past past) {
        List<Long> times = new ArrayList<>();
        for (var next = past.next(2); !next.isEmpty(); next = past.next(2)) {
            next.forEach(record -> times.add(record.timestamp()));
        }
        return times;
    }

    private void add(TopicPartition partition, long time) {
        long offset = offsets.merge(partition, 1L, Long::sum) - 1;
        consumer.addRecord(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                1,
                "task",
                new byte[1],
                new RecordHeaders(),
                Optional.empty()));
    }
}
