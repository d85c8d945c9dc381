package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.graft.contracts.EventType;
import dev.graft.platform.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Hears what is told of a mesh in OpenLineage, from the beginning, and checks each event by OpenLineage's schemas. Used by one thread. */
final class LineageTap implements AutoCloseable {
    private static final String SPEC = "https://openlineage.io/spec/";
    private static final String OURS = "https://graft.dev/schemas/";
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V202012, builder -> builder.schemaMappers(mappers -> mappers.add(at -> local(at.toString()))));

    private final List<JsonNode> heard = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer;

    LineageTap(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, EventType.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(EventType.OPENLINEAGE_TOPIC, partition))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Waits until what was told of a task, repeats included, is as wanted. */
    List<JsonNode> await(String task, Predicate<List<JsonNode>> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!wanted.test(of(task))) {
            assertThat(System.nanoTime()).as("in time; heard: %s", of(task)).isLessThan(deadline);
            consumer.poll(Duration.ofMillis(50))
                    .forEach(record -> heard.add(Json.read(record.value(), JsonNode.class)));
        }
        return of(task);
    }

    private List<JsonNode> of(String task) {
        return heard.stream()
                .filter(event -> event.at("/job/name").asText().startsWith(task + "."))
                .toList();
    }

    static void assertValid(JsonNode event) {
        assertKeeps(event, SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent");
        event.findParents("_schemaURL")
                .forEach(facet -> assertKeeps(facet, facet.path("_schemaURL").asText()));
    }

    private static void assertKeeps(JsonNode json, String schema) {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        assertThat(SCHEMAS.getSchema(SchemaLocation.of(schema), config).validate(json))
                .as("%s by %s", json, schema)
                .isEmpty();
    }

    private static AbsoluteIri local(String uri) {
        if (uri.startsWith(OURS)) {
            return AbsoluteIri.of("classpath:schemas/" + uri.substring(OURS.length()));
        }
        return uri.startsWith(SPEC)
                ? AbsoluteIri.of("classpath:openlineage/spec/"
                        + uri.substring(SPEC.length()).replaceFirst("[0-9]+(-[0-9]+)+/", ""))
                : null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
