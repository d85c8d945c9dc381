package dev.graft.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.platform.trace.AnnouncedIds;
import dev.graft.platform.trace.Spans;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventSpansTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String SENT = "00-" + TRACE + "-" + SPAN + "-01";

    private final InMemorySpanExporter ended = InMemorySpanExporter.create();

    @BeforeEach
    void collect() {
        GlobalOpenTelemetry.resetForTest();
        OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setIdGenerator(new AnnouncedIds())
                        .addSpanProcessor(SimpleSpanProcessor.create(ended))
                        .build())
                .buildAndRegisterGlobal();
    }

    @AfterEach
    void collect_no_more() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void an_event_is_announced_by_the_span_that_it_names_and_handled_below_it() throws MalformedEvent {
        Event<BatchLabelled> event = event(SENT);

        EventSpans.announce(event, () -> {});
        EventSpans.process(record(), event, handled -> assertThat(handled).isEqualTo(event));

        SpanData announced = span("send graft.batch.labelled.v1");
        SpanData handled = span("process graft.batch.labelled.v1");
        assertThat(announced.getTraceId()).isEqualTo(TRACE);
        assertThat(announced.getSpanId()).isEqualTo(SPAN);
        assertThat(handled.getTraceId()).isEqualTo(TRACE);
        assertThat(handled.getParentSpanId()).isEqualTo(SPAN);
    }

    @Test
    void what_is_announced_in_its_own_trace_hangs_below_the_work_and_elsewhere_is_tied_to_it_by_a_link()
            throws MalformedEvent {
        Event<BatchLabelled> other = event("00-1" + TRACE.substring(1) + "-c7ad6b7169203331-01");

        EventSpans.process(record(), event(SENT), handled -> {
            EventSpans.announce(event("00-" + TRACE + "-d7ad6b7169203331-01"), () -> {});
            EventSpans.announce(other, () -> {});
        });

        SpanData work = span("process graft.batch.labelled.v1");
        List<SpanData> announced = spans("send graft.batch.labelled.v1");
        assertThat(announced.get(0).getParentSpanId()).isEqualTo(work.getSpanId());
        assertThat(announced.get(1).getParentSpanContext().isValid()).isFalse();
        assertThat(announced.get(1).getTraceId()).isNotEqualTo(TRACE);
        assertThat(announced.get(1).getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(work.getSpanId());
    }

    @Test
    void a_producer_that_does_not_trace_gets_its_span_and_a_repeat_is_in_the_same_trace() throws MalformedEvent {
        List<@Nullable String> handled = new ArrayList<>();

        EventSpans.process(record(), event(null), event -> handled.add(event.traceparent()));
        EventSpans.process(record(), event(null), event -> handled.add(event.traceparent()));

        SpanData sent = spans("send graft.batch.labelled.v1").get(0);
        assertThat(handled).containsOnly("00-" + sent.getTraceId() + "-" + sent.getSpanId() + "-01");
        assertThat(sent.getParentSpanContext().isValid()).isFalse();
        assertThat(spans("process graft.batch.labelled.v1"))
                .hasSize(2)
                .allMatch(span -> span.getParentSpanId().equals(sent.getSpanId()));
    }

    @Test
    void an_answer_is_told_below_its_traced_request_with_the_ids_that_it_carries() {
        EventSpans.answered(record(), event(SENT), event("00-" + TRACE + "-d7ad6b7169203331-01"));
        EventSpans.answered(record(), event(null), event("00-1" + TRACE.substring(1) + "-e7ad6b7169203331-01"));

        SpanData answer = span("answer graft.batch.labelled.v1");
        assertThat(answer.getSpanId()).isEqualTo("d7ad6b7169203331");
        assertThat(answer.getParentSpanId()).isEqualTo(SPAN);
    }

    @Test
    void what_a_handler_throws_is_the_error_of_its_span() {
        assertThatThrownBy(() -> EventSpans.process(record(), event(SENT), handled -> {
                    throw new MalformedEvent("no such task");
                }))
                .isInstanceOf(MalformedEvent.class);

        SpanData failed = span("process graft.batch.labelled.v1");
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(failed.getStatus().getDescription()).isEqualTo("no such task");
    }

    @Test
    void a_dead_letter_shows_its_reason_in_the_trace_of_its_record() {
        ConsumerRecord<String, byte[]> record = record();
        record.headers().add("ce_traceparent", SENT.getBytes(StandardCharsets.UTF_8));

        EventSpans.bury(record, "no JSON", () -> {});

        SpanData letter = span("send graft.dead-letter.v1");
        assertThat(letter.getParentSpanId()).isEqualTo(SPAN);
        assertThat(letter.getStatus().getDescription()).isEqualTo("no JSON");
    }

    @Test
    void a_trace_that_its_producer_does_not_record_is_recorded_nowhere() throws MalformedEvent {
        String unsampled = SENT.substring(0, SENT.length() - 1) + "0";

        EventSpans.announce(event(unsampled), () -> {});
        EventSpans.process(record(), event(unsampled), handled -> Spans.in("work", () -> handled));

        assertThat(ended.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void the_log_names_task_and_batch_while_an_event_is_handled_and_no_longer() throws MalformedEvent {
        EventSpans.process(record(), event(SENT), handled -> {
            assertThat(MDC.get("task")).isEqualTo("support");
            assertThat(MDC.get("correlationId")).isEqualTo("batch-7");
        });

        assertThat(MDC.get("task")).isNull();
        assertThat(MDC.get("correlationId")).isNull();
    }

    private SpanData span(String name) {
        assertThat(spans(name)).hasSize(1);
        return spans(name).get(0);
    }

    private List<SpanData> spans(String name) {
        return ended.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private static ConsumerRecord<String, byte[]> record() {
        return new ConsumerRecord<>(EventType.BATCH_LABELLED.topic(), 2, 7, "support", new byte[0]);
    }

    private static Event<BatchLabelled> event(@Nullable String traceparent) {
        return new Event<>(
                "e-1",
                EventType.BATCH_LABELLED,
                "/shop",
                Instant.parse("2026-03-01T10:00:00Z"),
                "batch-7",
                null,
                traceparent,
                new BatchLabelled("support", null, null, List.of(new BatchLabelled.Row("hello", "greeting"))));
    }
}
