package dev.graft.benchmarks.dashboard;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.TaskDeclared;
import dev.graft.contracts.task.Task;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes the stories of many tasks, which go on beside one another, as binary CloudEvents. Used by one thread. */
final class StoryWriter implements AutoCloseable {
    private static final int TASKS = 20;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS_BETWEEN = 300;
    private static final List<String> LABELS =
            List.of("cancel-order", "delivery-status", "invoice-copy", "payment-failed", "refund-request");

    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long written;

    StoryWriter(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "batch.size", 128 << 10),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Returns how many events the broker has then. */
    long write(int runs) {
        for (int task = 1; task <= TASKS; task++) {
            declare(task(task), BEGIN);
        }
        for (int first = 0; first < runs; first += TASKS) {
            int round = first / TASKS + 1;
            Instant begin = BEGIN.plusSeconds((long) SECONDS_BETWEEN * round);
            for (int step = 0; step < StoryOfARun.EVENTS; step++) {
                for (int task = 1; task <= Math.min(TASKS, runs - first); task++) {
                    send(new StoryOfARun(task(task), round, begin.plusMillis(task)).event(step));
                }
            }
        }
        flush();
        return written;
    }

    /**
     * Declares a task at this moment; the broker may not have it yet when this returns.
     *
     * @return the event's id
     */
    String declareNow(String task) {
        return declare(task, Instant.now());
    }

    private String declare(String task, Instant time) {
        Task declaration = Json.read(Json.bytes(Map.of("name", task, "labels", LABELS, "version", 1)), Task.class);
        String id = Hashes.id("task", task, time.toString());
        send(new Event<>(
                id,
                EventType.TASK_DECLARED,
                "/graft/data-prep",
                time,
                null,
                null,
                null,
                new TaskDeclared(task, declaration)));
        return id;
    }

    void flush() {
        producer.flush();
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("the broker did not take an event: " + first.getMessage(), first);
        }
    }

    private void send(Event<?> event) {
        var record = new ProducerRecord<>(event.type().topic(), event.data().task(), Json.bytes(event.data()));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", event.id());
        header(record, "ce_source", event.source());
        header(record, "ce_type", event.type().type());
        header(record, "ce_time", event.time().toString());
        header(record, "ce_correlationid", event.correlationId());
        header(record, "ce_causationid", event.causationId());
        header(record, "content-type", "application/json");
        producer.send(record, (place, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
        written++;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, @Nullable String value) {
        if (value != null) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String task(int number) {
        return "task-" + number;
    }

    @Override
    public void close() {
        producer.close();
    }
}
