package dev.graft.predictor.serving.scoring.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final TopicPartition ONE = new TopicPartition("requests", 1);
    private static final TopicPartition TWO = new TopicPartition("requests", 2);
    private static final long NOW = 1_000_000_000_000L;
    private static final long LATER = NOW + Duration.ofSeconds(1).toNanos();

    private final Backlog backlog = new Backlog();

    @Test
    void a_partition_gives_its_records_in_order_and_the_same_again_until_they_are_done() {
        add(ONE, 5, 6, 7);

        assertThat(next(2)).containsExactly("1@5", "1@6");
        assertThat(next(2)).containsExactly("1@5", "1@6");

        backlog.done(ONE);
        assertThat(next(10)).containsExactly("1@6", "1@7");
    }

    @Test
    void partitions_take_turns_in_being_first() {
        add(ONE, 0, 1);
        add(TWO, 0, 1);

        String first = next(1).get(0);
        String second = next(1).get(0);

        assertThat(List.of(first, second)).containsExactlyInAnyOrder("1@0", "2@0");
    }

    @Test
    void nothing_is_fetched_of_a_partition_before_all_that_is_here_of_it_is_done() {
        add(ONE, 0, 1);
        backlog.done(ONE);
        assertThat(backlog.partitions()).containsExactly(ONE);

        backlog.done(ONE);

        assertThat(backlog.partitions()).isEmpty();
        assertThat(backlog.patience(NOW)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_partition_whose_first_record_waits_is_asked_again_in_a_while_for_that_one_alone() {
        add(ONE, 0, 1);
        add(TWO, 0);
        backlog.hold(ONE, NOW);

        assertThat(next(10)).containsExactly("2@0");
        assertThat(backlog.held()).isEqualTo(1);
        backlog.done(TWO);
        assertThat(backlog.patience(NOW)).isBetween(Duration.ofMillis(1), Duration.ofMillis(999));

        assertThat(next(10, LATER)).containsExactly("1@0");
        backlog.done(ONE);
        assertThat(next(10)).containsExactly("1@1");
        assertThat(backlog.held()).isZero();
    }

    @Test
    void what_belongs_to_a_partition_that_is_taken_away_is_forgotten() {
        add(ONE, 0);
        add(TWO, 0);

        backlog.onPartitionsRevoked(List.of(ONE));

        assertThat(next(10)).containsExactly("2@0");
        assertThat(backlog.partitions()).containsExactly(TWO);
    }

    private List<String> next(int inputs) {
        return next(inputs, NOW);
    }

    private List<String> next(int inputs, long at) {
        return backlog.next(inputs, record -> new Received(record, null, ""), at).stream()
                .map(received ->
                        received.record().partition() + "@" + received.record().offset())
                .toList();
    }

    private void add(TopicPartition partition, long... offsets) {
        List<ConsumerRecord<byte[], byte[]>> records = Arrays.stream(offsets)
                .mapToObj(offset -> new ConsumerRecord<>(
                        partition.topic(), partition.partition(), offset, new byte[0], new byte[0]))
                .toList();
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> fetched = new HashMap<>();
        fetched.put(partition, records);
        backlog.add(new ConsumerRecords<>(fetched, Map.of()));
    }
}
