package dev.graft.mesh;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Hears every event that tells what happens, and every dead letter, of a mesh from the beginning, repeats included. */
final class MeshTap implements AutoCloseable {
    private final EventCodec codec = new EventCodec();
    private final List<Heard> heard = new ArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> deadLetters = new ArrayList<>();
    private final List<Consumer<Event<?>>> listeners = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread = new Thread(this::listen, "mesh-tap");
    private volatile boolean closed;

    /** An event as it came off its topic. */
    record Heard(Event<?> event, long timestampMillis) {}

    MeshTap(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(topics().stream()
                .flatMap(topic -> java.util.stream.IntStream.range(0, EventType.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        thread.setDaemon(true);
        thread.start();
    }

    private static List<String> topics() {
        List<String> topics =
                new ArrayList<>(EventType.happenings().map(EventType::topic).toList());
        topics.add(EventType.DEAD_LETTER_TOPIC);
        return topics;
    }

    /** Calls {@code listener}, on the tap's thread, for every event from now on. */
    void onEvent(Consumer<Event<?>> listener) {
        synchronized (heard) {
            listeners.add(listener);
        }
    }

    /** Distinct events of a type that the task has seen, in the order of their topic. */
    <T extends EventData> List<Event<T>> events(String task, Class<T> payload) {
        List<Event<T>> found = new ArrayList<>();
        for (Event<T> event : deliveries(task, payload)) {
            if (found.stream().noneMatch(earlier -> earlier.id().equals(event.id()))) {
                found.add(event);
            }
        }
        return found;
    }

    /** Like {@link #events}, with every repeat. */
    @SuppressWarnings("unchecked")
    <T extends EventData> List<Event<T>> deliveries(String task, Class<T> payload) {
        synchronized (heard) {
            return heard.stream()
                    .map(Heard::event)
                    .filter(event -> payload.isInstance(event.data())
                            && event.data().task().equals(task))
                    .map(event -> (Event<T>) event)
                    .toList();
        }
    }

    /** Everything that was heard about a task, with the broker's times. */
    List<Heard> story(String task) {
        synchronized (heard) {
            return heard.stream()
                    .filter(each -> each.event().data().task().equals(task))
                    .toList();
        }
    }

    List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
        synchronized (heard) {
            return deadLetters.stream()
                    .filter(letter -> key.equals(letter.key()))
                    .toList();
        }
    }

    <T extends EventData> Event<T> await(String task, Class<T> payload, Duration patience) {
        return await(task, payload, event -> true, patience);
    }

    <T extends EventData> Event<T> await(
            String task, Class<T> payload, Predicate<? super T> wanted, Duration patience) {
        awaitTrue(
                payload.getSimpleName() + " of " + task,
                () -> events(task, payload).stream().anyMatch(event -> wanted.test(event.data())),
                patience);
        return events(task, payload).stream()
                .filter(event -> wanted.test(event.data()))
                .findFirst()
                .orElseThrow();
    }

    /** Waits, woken by every event, until the condition over what was heard holds. */
    void awaitTrue(String what, java.util.function.BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (heard) {
            while (!condition.getAsBoolean()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("no " + what + " within " + patience + "; heard " + summary());
                }
                try {
                    heard.wait(Math.min(left, 1_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted while waiting for " + what, e);
                }
            }
        }
    }

    private List<String> summary() {
        int from = Math.max(0, heard.size() - 20);
        return heard.subList(from, heard.size()).stream()
                .map(each -> each.event().type().shortName() + "("
                        + each.event().data().task() + ")")
                .toList();
    }

    private void listen() {
        while (!closed) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                synchronized (heard) {
                    keep(record);
                    heard.notifyAll();
                }
            }
        }
        consumer.close();
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(EventType.DEAD_LETTER_TOPIC)) {
            deadLetters.add(record);
            return;
        }
        EventType type = Arrays.stream(EventType.values())
                .filter(each -> each.topic().equals(record.topic()))
                .findFirst()
                .orElseThrow();
        try {
            Event<?> event = codec.decode(record, type);
            heard.add(new Heard(event, record.timestamp()));
            listeners.forEach(listener -> listener.accept(event));
        } catch (MalformedEvent e) {
            // A test sent it on purpose and looks for it among the dead letters.
            System.out.println("tap: malformed record on " + record.topic() + ": " + e.reason());
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(10_000);
    }
}
