package dev.graft.predictor.serving.scoring.messaging;

import dev.graft.platform.event.EventCodec;
import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.scoring.messaging.Replies.Reply;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Takes requests and sends answers until something fails; what was not committed by then comes again in the next session,
 * wherever that is. Answers, dead letters and the place behind their requests are committed together, so that readers of
 * what is committed see each once. The models are asked before the transaction begins. Used by one thread, but for
 * {@link #wakeUp}.
 */
final class ScoringSession implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ScoringSession.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Replies replies;
    private final EventCodec codec;
    private final ScoringMeters meters;
    private final int inputsAtOnce;
    private final KafkaClientMetrics lag;
    private final Backlog backlog = new Backlog();

    ScoringSession(ScoringClients clients, Replies replies, EventCodec codec, ScoringMeters meters, int inputsAtOnce) {
        this.replies = replies;
        this.codec = codec;
        this.meters = meters;
        this.inputsAtOnce = inputsAtOnce;
        consumer = clients.consumer();
        try {
            producer = clients.producer();
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        lag = meters.watch(consumer);
    }

    /**
     * Goes on for as long as it may.
     *
     * @throws KafkaException when the broker does not do what it should
     */
    void run(String topic, BooleanSupplier going) {
        producer.initTransactions();
        consumer.subscribe(List.of(topic), backlog);
        while (going.getAsBoolean()) {
            backlog.add(consumer.poll(backlog.patience(System.nanoTime())));
            List<Received> received =
                    backlog.next(inputsAtOnce, record -> Received.read(record, codec), System.nanoTime());
            if (!received.isEmpty()) {
                answer(received);
            }
            fetchWhereNothingWaits();
            meters.held(backlog.held());
        }
    }

    private void answer(List<Received> received) {
        try {
            List<Reply> all = replies.to(received);
            commit(all.stream().filter(reply -> reply.message() != null).toList());
            settle(all);
        } catch (AnswerRequest.Overloaded e) {
            LOG.debug("the models are busy with others; the requests are asked again");
            meters.overloaded();
        }
    }

    private void commit(List<Reply> due) {
        if (due.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        due.forEach(reply -> places.put(
                reply.to().partition(),
                new OffsetAndMetadata(reply.to().record().offset() + 1)));
        meters.timeTransaction(() -> {
            producer.beginTransaction();
            due.forEach(reply -> producer.send(Objects.requireNonNull(reply.message())));
            producer.sendOffsetsToTransaction(places, consumer.groupMetadata());
            producer.commitTransaction();
        });
        due.forEach(meters::sent);
    }

    /** Takes what is answered out of the backlog; of each partition it is what comes before the first that waits. */
    private void settle(List<Reply> all) {
        Set<TopicPartition> held = new HashSet<>();
        for (Reply reply : all) {
            TopicPartition partition = reply.to().partition();
            if (reply.message() != null) {
                backlog.done(partition);
            } else if (held.add(partition)) {
                backlog.hold(partition, System.nanoTime());
            }
        }
    }

    private void fetchWhereNothingWaits() {
        Set<TopicPartition> waiting = new HashSet<>(backlog.partitions());
        waiting.retainAll(consumer.assignment());
        Set<TopicPartition> free = new HashSet<>(consumer.assignment());
        free.removeAll(waiting);
        consumer.pause(waiting);
        consumer.resume(free);
    }

    /** Ends {@link #run} in another thread with a {@link org.apache.kafka.common.errors.WakeupException}. */
    void wakeUp() {
        consumer.wakeup();
    }

    /** An open transaction that the producer cannot end any more ends by itself, uncommitted, after its time. */
    @Override
    public void close() {
        try {
            producer.close(FAREWELL);
        } finally {
            lag.close();
            consumer.close(CloseOptions.timeout(FAREWELL));
        }
    }
}
