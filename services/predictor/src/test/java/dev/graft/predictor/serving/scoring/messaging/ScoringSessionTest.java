package dev.graft.predictor.serving.scoring.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.PredictionRequested;
import dev.graft.platform.event.DeadLetters;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.Events;
import dev.graft.predictor.serving.AnswerRequest.Answer;
import dev.graft.predictor.serving.AnswerRequest.Prediction;
import dev.graft.predictor.serving.AnswerRequest.Scored;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.scoring.ChampionPatience;
import dev.graft.predictor.serving.scoring.Champions;
import dev.graft.predictor.serving.scoring.ScoreRequests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A session over clients in memory, which say what was committed. */
class ScoringSessionTest {
    private static final String TOPIC = EventType.PREDICTION_REQUESTED.topic();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final EventCodec codec = new EventCodec();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void answers_dead_letters_and_the_place_behind_their_requests_are_committed_together() {
        fetch(request(0, "support"), junk(1), request(2, "support"));

        session().run(TOPIC, turns(3));

        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly(
                        EventType.PREDICTION_ANSWERED.topic(),
                        EventType.DEAD_LETTER_TOPIC,
                        EventType.PREDICTION_ANSWERED.topic());
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(place()).isEqualTo(3);
        assertThat(registry.counter("graft.scoring.requests", "outcome", "answered")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void before_one_that_waits_all_is_committed_and_nothing_behind_it_not_even_a_dead_letter() {
        fetch(request(0, "support"), request(1, "new"), junk(2), request(3, "support"));

        session().run(TOPIC, turns(3));

        assertThat(producer.history()).hasSize(1);
        assertThat(place()).isEqualTo(1);
        assertThat(consumer.paused()).containsExactly(PARTITION);
        assertThat(registry.get("graft.scoring.partitions.waiting").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void nothing_counts_of_a_transaction_that_cannot_be_committed() {
        fetch(request(0, "support"));
        producer.commitTransactionException = new KafkaException("the broker is away");

        assertThatThrownBy(() -> session().run(TOPIC, turns(3))).hasMessage("the broker is away");

        assertThat(producer.history()).isEmpty();
        assertThat(producer.consumerGroupOffsetsHistory()).isEmpty();
        assertThat(registry.find("graft.scoring.requests").counter()).isNull();
    }

    @Test
    void a_predictor_that_has_lost_its_partitions_cannot_commit_what_it_answered() {
        fetch(request(0, "support"));
        producer.sendOffsetsToTransactionException = new KafkaException("of an earlier generation");

        assertThatThrownBy(() -> session().run(TOPIC, turns(3))).hasMessage("of an earlier generation");

        assertThat(producer.history()).isEmpty();
    }

    private long place() {
        List<Map<String, Map<TopicPartition, OffsetAndMetadata>>> places = producer.consumerGroupOffsetsHistory();
        return places.get(places.size() - 1)
                .values()
                .iterator()
                .next()
                .get(PARTITION)
                .offset();
    }

    private static BooleanSupplier turns(int count) {
        AtomicInteger left = new AtomicInteger(count);
        return () -> left.getAndDecrement() > 0;
    }

    @SafeVarargs
    private void fetch(ConsumerRecord<byte[], byte[]>... records) {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            for (ConsumerRecord<byte[], byte[]> record : records) {
                consumer.addRecord(record);
            }
        });
    }

    private ConsumerRecord<byte[], byte[]> request(long offset, String task) {
        Event<PredictionRequested> event = new Event<>(
                "request-" + offset,
                EventType.PREDICTION_REQUESTED,
                "/tests",
                Instant.now(),
                null,
                null,
                null,
                PredictionRequested.ofTexts(task, List.of("hello")));
        ProducerRecord<byte[], byte[]> sent = codec.encode(event, new byte[] {1});
        return record(offset, sent.value(), new RecordHeaders(sent.headers()));
    }

    private static ConsumerRecord<byte[], byte[]> junk(long offset) {
        return record(offset, new byte[] {2}, new RecordHeaders());
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                TOPIC,
                0,
                offset,
                System.currentTimeMillis(),
                TimestampType.CREATE_TIME,
                1,
                value.length,
                new byte[] {1},
                value,
                headers,
                Optional.empty());
    }

    private ScoringSession session() {
        Clock clock = Clock.systemUTC();
        DeadLetters letters = new DeadLetters(null, clock, registry, "predictor");
        ScoreRequests scoring = new ScoreRequests(new SupportAlone(), new ChampionPatience(Duration.ofHours(1), clock));
        Replies replies = new Replies(scoring, codec, new Events(clock, "predictor"), letters);
        return new ScoringSession(new InMemory(), replies, codec, new ScoringMeters(registry, letters), 100);
    }

    private final class InMemory extends ScoringClients {
        InMemory() {
            super(Map.of());
        }

        @Override
        Consumer<byte[], byte[]> consumer() {
            return consumer;
        }

        @Override
        Producer<byte[], byte[]> producer() {
            return producer;
        }
    }

    /** The task {@code support} has a champion, and no other. */
    private static final class SupportAlone implements Champions {
        @Override
        public Optional<Answer> answer(String task, List<Input> inputs) {
            Prediction sure = new Prediction("a", 1, List.of(new Scored("a", 1)));
            return task.equals("support")
                    ? Optional.of(new Answer(
                            task,
                            1,
                            "run",
                            List.of(),
                            inputs.stream().map(input -> sure).toList()))
                    : Optional.empty();
        }

        @Override
        public Optional<String> modality(String task) {
            return Optional.empty();
        }
    }
}
