package dev.graft.mesh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.mesh.TraceReceiver.Told;
import dev.graft.platform.event.EventCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a batch looks like to a collector of traces. */
class TracesTest {
    private static final List<String> ON_THE_WAY =
            List.of("data-prep", "trainer", "evaluator", "registry", "predictor");
    private static final String HEARD = "process graft.model.promoted.v1";
    private static final Pattern EXEMPLAR =
            Pattern.compile("graft_events_handled_seconds_bucket\\{.*} \\d+\\.0 # \\{.*trace_id=\"[0-9a-f]{32}\".*}.*");

    private static Mesh mesh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void a_batch_is_one_trace_from_its_producer_to_the_swapped_predictor() throws IOException, InterruptedException {
        String task = "traces-one";
        mesh.declare(Rows.quickTask(task));

        mesh.announce(task, Rows.some(40, 61));

        ModelPromoted promoted =
                mesh.tap().await(task, ModelPromoted.class, Outcomes.PATIENCE).data();
        String trace = traceOf(task);
        List<Told> spans = awaitWhole(trace, "");
        assertThat(roots(spans)).extracting(Told::name).containsExactly("send graft.batch.labelled.v1");
        assertThat(spans).extracting(Told::error).containsOnly("");
        assertThat(wayTo(heard(spans), spans)).extracting(Told::service).containsSubsequence(ON_THE_WAY);
        assertThat(spans)
                .extracting(Told::name)
                .contains(
                        "check batch", "prepare snapshot", "train", "compare models", "register version", "move alias");
        assertThat(spans.stream()
                        .filter(span -> span.name().equals("train"))
                        .map(span -> parent(span, spans).attributes().get("graft.run.id")))
                .containsExactly(promoted.runId());
        assertThat(mesh.service("trainer").log().lines())
                .anyMatch(line ->
                        Stream.of(task, promoted.runId(), trace, "attempt 1").allMatch(line::contains));
        assertThat(mesh.metrics("evaluator").lines())
                .anyMatch(line -> EXEMPLAR.matcher(line).matches());
    }

    @Test
    void a_producers_own_trace_goes_on_through_poison_and_a_repeat() throws IOException, InterruptedException {
        String task = "traces-own";
        String trace = UUID.randomUUID().toString().replace("-", "");
        String producer = "b7ad6b7169203331";
        mesh.declare(Rows.quickTask(task));
        ProducerRecord<String, byte[]> poison =
                new ProducerRecord<>(EventType.BATCH_LABELLED.topic(), task, "junk".getBytes(UTF_8));
        ProducerRecord<String, byte[]> batch = new EventCodec().encode(batch(task));
        for (ProducerRecord<String, byte[]> record : List.of(poison, batch)) {
            record.headers().add("traceparent", ("00-" + trace + "-" + producer + "-01").getBytes(UTF_8));
        }

        mesh.sendRaw(poison);
        mesh.sendRaw(batch);
        mesh.sendRaw(batch);

        mesh.tap().await(task, ModelPromoted.class, Outcomes.PATIENCE);
        assertThat(traceOf(task)).isEqualTo(trace);
        List<Told> spans = awaitWhole(trace, producer);
        assertThat(roots(spans))
                .extracting(Told::name)
                .containsOnly("process graft.batch.labelled.v1", "send graft.dead-letter.v1");
        assertThat(spans.stream().filter(span -> !span.error().isEmpty()))
                .extracting(Told::name)
                .containsExactly("send graft.dead-letter.v1");
        assertThat(wayTo(heard(spans), spans)).extracting(Told::service).containsSubsequence(ON_THE_WAY);
    }

    /** Waits until all services have told their part, and no span's parent is missing but the producer's own. */
    private static List<Told> awaitWhole(String trace, String producer) {
        Predicate<List<Told>> whole =
                spans -> roots(spans).stream().allMatch(root -> root.parent().equals(producer))
                        && services(spans).containsAll(ON_THE_WAY);
        return mesh.traces().await(trace, whole, Outcomes.PATIENCE);
    }

    private static String traceOf(String task) {
        String traceparent = mesh.tap().events(task, ModelPromoted.class).get(0).traceparent();
        return traceparent.substring(3, 35);
    }

    private static Told heard(List<Told> spans) {
        return spans.stream()
                .filter(span -> span.name().equals(HEARD))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> services(List<Told> spans) {
        return spans.stream().map(Told::service).collect(Collectors.toSet());
    }

    private static List<Told> roots(List<Told> spans) {
        Set<String> ids = spans.stream().map(Told::id).collect(Collectors.toSet());
        return spans.stream().filter(span -> !ids.contains(span.parent())).toList();
    }

    private static Told parent(Told span, List<Told> spans) {
        return spans.stream()
                .filter(each -> each.id().equals(span.parent()))
                .findFirst()
                .orElseThrow();
    }

    /** From the root to the span. */
    private static List<Told> wayTo(Told span, List<Told> spans) {
        List<Told> way = new ArrayList<>(List.of(span));
        while (!roots(spans).contains(way.get(0))) {
            way.add(0, parent(way.get(0), spans));
        }
        return way;
    }

    private static Event<BatchLabelled> batch(String task) {
        return new Event<>(
                UUID.randomUUID().toString(),
                EventType.BATCH_LABELLED,
                "/tests/producer",
                Instant.now(),
                null,
                null,
                null,
                new BatchLabelled(task, null, null, Rows.some(40, 62)));
    }
}
