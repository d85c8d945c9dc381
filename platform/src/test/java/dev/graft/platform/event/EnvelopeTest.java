package dev.graft.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Records as they are read at once, against the library of the CloudEvents specification. */
class EnvelopeTest {
    private static final byte[] DATA = "{\"task\":\"support\"}".getBytes(StandardCharsets.UTF_8);
    private static final int RECORDS = 20_000;

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("ce_specversion", List.of("1.0", "1.0", "1.0", "0.3", "2", "")),
            Map.entry("ce_id", List.of("e-1", "é", "a\nb", " ", "")),
            Map.entry("ce_source", List.of("/shop", "urn:shop:1", "https://shop/a?b#c", "/a b", "::", "ä", "")),
            Map.entry("ce_type", List.of("dev.graft.batch.labelled.v1", "x", "")),
            Map.entry(
                    "ce_time",
                    List.of(
                            "2026-03-01T10:00:00Z",
                            "2026-03-01T10:00:00.123456789Z",
                            "2026-03-01T10:00:00+02:00",
                            "2026-03-01T10:00:00",
                            "2026-03-01",
                            "")),
            Map.entry("ce_subject", List.of("support", "")),
            Map.entry("ce_correlationid", List.of("batch", "ü", "")),
            Map.entry("ce_causationid", List.of("cause", "")),
            Map.entry("ce_traceparent", List.of("00-junk", "")),
            Map.entry("ce_dataschema", List.of("https://schemas/1", ":")),
            Map.entry("ce_MyExtension", List.of("1")),
            Map.entry("ce_other-one", List.of("1")),
            Map.entry("CE_ID", List.of("upper")),
            Map.entry("Content-Type", List.of("application/json", "application/cloudevents+json")),
            Map.entry(
                    "content-type",
                    List.of(
                            "application/json",
                            "text/plain",
                            "application/cloudevents+json",
                            "application/json; a=b",
                            "")),
            Map.entry("graft-replay-of", List.of("letter")));

    private static final List<String> NEEDED = List.of("ce_specversion", "ce_id", "ce_source", "ce_type");

    @Test
    void what_is_read_at_once_the_library_reads_alike() {
        Random random = new Random(5);
        List<String> names = VALUES.keySet().stream().sorted().toList();
        int atOnce = 0;
        for (int i = 0; i < RECORDS; i++) {
            RecordHeaders headers = new RecordHeaders();
            NEEDED.stream().filter(name -> random.nextInt(30) > 0).forEach(name -> add(headers, name, random));
            for (int more = random.nextInt(4); more > 0; more--) {
                add(headers, names.get(random.nextInt(names.size())), random);
            }

            Envelope envelope = Envelope.plain(headers, DATA);

            if (envelope != null) {
                atOnce++;
                assertThat(envelope)
                        .as(headers.toString())
                        .usingRecursiveComparison()
                        .isEqualTo(Envelope.of(
                                KafkaMessageFactory.createReader(headers, DATA).toEvent()));
            }
        }
        assertThat(atOnce).isBetween(RECORDS / 20, RECORDS - RECORDS / 20);
    }

    private static void add(RecordHeaders headers, String name, Random random) {
        List<String> values = VALUES.getOrDefault(name, List.of());
        String value = random.nextInt(3) > 0 ? values.get(0) : values.get(random.nextInt(values.size()));
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
