package dev.graft.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.PredictionRequested;
import dev.graft.platform.json.Json;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final String TOPIC = EventType.BATCH_LABELLED.topic();
    private static final String ROWS = """
            {"task":"support","rows":[{"text":"Where is my parcel?","label":"order_status"}]}""";

    private final EventCodec codec = new EventCodec();

    @Test
    void reads_back_what_it_wrote() throws MalformedEvent {
        Event<BatchLabelled> event = new Event<>(
                "e-1",
                EventType.BATCH_LABELLED,
                "/shop/labelling",
                Instant.parse("2026-03-01T10:00:00Z"),
                "batch-7",
                "cause-1",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                new BatchLabelled("support", "first", null, List.of(new BatchLabelled.Row("hello", "greeting"))));

        Event<?> read = codec.decode(received(codec.encode(event)), EventType.BATCH_LABELLED);

        assertThat(read).isEqualTo(event);
        assertThat(codec.fromJson(codec.toJson(event))).isEqualTo(event);
    }

    @Test
    void the_trace_of_a_client_that_traces_counts_more_than_that_of_the_event_unless_it_is_broken()
            throws MalformedEvent {
        String event = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String client = "00-0af7651916cd43dd8448eb211c80319c-c7ad6b7169203331-01";
        ConsumerRecord<String, byte[]> record = binary("support", ROWS);
        record.headers().add("ce_traceparent", event.getBytes(StandardCharsets.UTF_8));

        record.headers().add("traceparent", client.getBytes(StandardCharsets.UTF_8));
        assertThat(codec.decode(record, EventType.BATCH_LABELLED).traceparent()).isEqualTo(client);

        record.headers().add("traceparent", "00-junk".getBytes(StandardCharsets.UTF_8));
        assertThat(codec.decode(record, EventType.BATCH_LABELLED).traceparent()).isEqualTo(event);
    }

    @Test
    void traffic_has_whatever_key_its_sender_chose() throws MalformedEvent {
        Event<PredictionRequested> event = new Event<>(
                "q-1",
                EventType.PREDICTION_REQUESTED,
                "/shop",
                Instant.parse("2026-03-01T10:00:00Z"),
                null,
                null,
                null,
                PredictionRequested.ofTexts("support", List.of("where is it?")));

        ProducerRecord<String, byte[]> record = codec.encode(event, "customer-7");

        assertThat(record.key()).isEqualTo("customer-7");
        assertThat(codec.decode(received(record), EventType.PREDICTION_REQUESTED))
                .isEqualTo(event);
    }

    /** As a thread of the common pool has it, whose class loader knows nothing of the application. */
    @Test
    void works_when_a_thread_comes_first_whose_class_loader_finds_no_libraries() throws Exception {
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Object probe =
                    fresh.loadClass(CodecProbe.class.getName()).getConstructor().newInstance();
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());

            assertThat(((Callable<?>) probe).call()).isEqualTo("e-1");
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    @Test
    void writes_binary_mode_keyed_by_the_task() {
        ProducerRecord<String, byte[]> record = codec.encode(new Event<>(
                "e-1",
                EventType.BATCH_LABELLED,
                "/x",
                Instant.EPOCH,
                null,
                null,
                null,
                new BatchLabelled("support", null, null, List.of())));

        assertThat(record.topic()).isEqualTo(TOPIC);
        assertThat(record.key()).isEqualTo("support");
        assertThat(new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("dev.graft.batch.labelled.v1");
        assertThat(record.headers().lastHeader("ce_correlationid")).isNull();
    }

    @Test
    void accepts_structured_mode() throws MalformedEvent {
        String structured = """
                {"specversion":"1.0","id":"s-1","source":"/any","type":"dev.graft.batch.labelled.v1","data":%s}""".formatted(ROWS);

        Event<?> read = codec.decode(
                record("support", structured, Map.of("content-type", "application/cloudevents+json")),
                EventType.BATCH_LABELLED);

        assertThat(read.id()).isEqualTo("s-1");
        assertThat(read.data()).isInstanceOf(BatchLabelled.class);
    }

    @Test
    void takes_the_record_time_where_the_event_has_none() throws MalformedEvent {
        assertThat(codec.decode(binary("support", ROWS), EventType.BATCH_LABELLED)
                        .time())
                .isEqualTo(Instant.ofEpochMilli(42));
    }

    @Test
    void refuses_a_record_without_cloud_events_headers() {
        assertThatThrownBy(() -> codec.decode(record("support", ROWS, Map.of()), EventType.BATCH_LABELLED))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("ce_specversion");
    }

    @Test
    void refuses_an_event_of_another_type() {
        assertThatThrownBy(() -> codec.decode(binary("support", ROWS), EventType.MODEL_PROMOTED))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("dev.graft.model.promoted.v1");
    }

    @Test
    void refuses_a_payload_that_breaks_the_schema_and_names_the_place() {
        assertThatThrownBy(() -> codec.decode(binary(null, "{\"rows\":\"text\"}"), EventType.BATCH_LABELLED))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("task")
                .hasMessageContaining("rows");
    }

    @Test
    void refuses_a_key_that_is_not_the_task() {
        assertThatThrownBy(() -> codec.decode(binary("other", ROWS), EventType.BATCH_LABELLED))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("'other'");
    }

    @Test
    void refuses_json_that_is_nested_without_end() {
        String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);

        assertThatThrownBy(() -> codec.decode(binary(null, deep), EventType.BATCH_LABELLED))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void refuses_garbage_and_emptiness() {
        assertThatThrownBy(() -> codec.decode(binary(null, "\u0000\u0001 not json"), EventType.BATCH_LABELLED))
                .isInstanceOf(MalformedEvent.class);
        assertThatThrownBy(() -> codec.decode(binary(null, null), EventType.BATCH_LABELLED))
                .isInstanceOf(MalformedEvent.class);
        assertThatThrownBy(() -> codec.decode(binary(null, "null"), EventType.BATCH_LABELLED))
                .isInstanceOf(MalformedEvent.class);
    }

    @Test
    void a_manifest_of_an_unknown_type_is_malformed() {
        var foreign = Json.mapper().createObjectNode();
        foreign.put("specversion", "1.0").put("id", "1").put("source", "/x").put("type", "com.example.other");

        assertThatThrownBy(() -> codec.fromJson(foreign)).isInstanceOf(MalformedEvent.class);
    }

    private static ConsumerRecord<String, byte[]> binary(@Nullable String key, @Nullable String value) {
        return record(
                key,
                value,
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "p-1",
                        "ce_source", "/producer",
                        "ce_type", "dev.graft.batch.labelled.v1"));
    }

    private static ConsumerRecord<String, byte[]> record(
            @Nullable String key, @Nullable String value, Map<String, String> headers) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return consumed(key, value == null ? null : value.getBytes(StandardCharsets.UTF_8), all);
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        return consumed(sent.key(), sent.value(), new RecordHeaders(sent.headers()));
    }

    private static ConsumerRecord<String, byte[]> consumed(
            @Nullable String key, byte @Nullable [] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                TOPIC, 0, 0L, 42L, TimestampType.CREATE_TIME, -1, -1, key, value, headers, java.util.Optional.empty());
    }
}
