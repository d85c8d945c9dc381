package dev.graft.contracts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncApiTest {
    private static final URL LOCATION = AsyncApiTest.class.getResource("/asyncapi.yaml");
    private static final JsonNode API = load();

    @Test
    void names_exactly_the_topics_of_the_mesh() {
        Set<String> topics = Stream.concat(
                        Arrays.stream(EventType.values()).map(EventType::topic),
                        Stream.of(EventType.DEAD_LETTER_TOPIC, EventType.OPENLINEAGE_TOPIC))
                .collect(toSet());

        assertThat(API.path("asyncapi").asText()).startsWith("3.");
        assertThat(API.path("channels")
                        .valueStream()
                        .map(channel -> channel.path("address").asText()))
                .containsExactlyInAnyOrderElementsOf(topics);
    }

    @Test
    void every_channel_has_its_topic_its_partitions_and_its_retention() {
        API.path("channels").forEach(channel -> {
            JsonNode kafka = channel.at("/bindings/kafka");
            assertThat(kafka.path("topic")).isEqualTo(channel.path("address"));
            assertThat(kafka.path("partitions").asInt()).isEqualTo(EventType.PARTITIONS);
            boolean compacted = states().contains(channel.path("address").asText());
            assertThat(kafka.at("/topicConfiguration/cleanup.policy/0").asText())
                    .isEqualTo(compacted ? "compact" : "delete");
            assertThat(kafka.at("/topicConfiguration/" + (compacted ? "delete.retention.ms" : "retention.ms"))
                            .isIntegralNumber())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void the_payload_is_the_event_s_schema(EventType event) {
        String reference = messageOf(event.shortName()).at("/payload/$ref").asText();

        assertThat(reference).isEqualTo("./" + event.schemaResource());
        assertThat(AsyncApiTest.class.getResource("/" + reference.substring(2))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void the_headers_are_those_of_a_cloud_event_of_the_type(EventType event) {
        JsonNode message = messageOf(event.shortName());
        JsonNode trait = resolve(message.at("/traits/0"));

        assertThat(message.at("/headers/properties/ce_type/const").asText()).isEqualTo(event.type());
        assertThat(trait.path("contentType").asText()).isEqualTo("application/json");
        assertThat(trait.at("/headers/required").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrder("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time");
        assertThat(trait.at("/headers/properties").properties())
                .extracting(Map.Entry::getKey)
                .contains("ce_correlationid", "ce_causationid", "ce_traceparent", "content-type");
        assertThat(trait.at("/bindings/kafka/key/pattern").asText()).isEqualTo("^[a-z0-9][a-z0-9-]{0,62}$");
    }

    @ParameterizedTest
    @EnumSource
    void every_event_is_sent_by_someone_and_what_happens_is_seen_by_the_dashboard(EventType event) {
        boolean happening = EventType.happenings().anyMatch(each -> each == event);

        assertThat(partners("send", event.shortName())).isNotEmpty();
        assertThat(partners("receive", event.shortName()))
                .isNotEmpty()
                .satisfies(heard -> assertThat(heard.contains("dashboard")).isEqualTo(happening));
    }

    @Test
    void a_dead_letter_says_why_it_is_one_and_where_it_came_from() {
        assertThat(messageOf("dead-letter")
                        .at("/headers/required")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrder(
                        "graft-dead-letter-reason",
                        "graft-dead-letter-topic",
                        "graft-dead-letter-partition",
                        "graft-dead-letter-offset",
                        "graft-dead-letter-service",
                        "graft-dead-letter-time");
    }

    @Test
    void what_is_told_in_openlineage_refers_to_its_schema() {
        assertThat(messageOf("openlineage").at("/payload/$ref").asText())
                .isEqualTo("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
        assertThat(partners("send", "openlineage")).containsExactly("registry");
    }

    @Test
    void every_reference_inside_the_document_leads_somewhere() {
        List<JsonNode> references = API.findValues("$ref");

        assertThat(references).isNotEmpty();
        assertThat(references.stream().map(JsonNode::asText).filter(each -> each.startsWith("#")))
                .allSatisfy(
                        reference -> assertThat(at(reference).isMissingNode()).isFalse());
    }

    private static Set<String> states() {
        return Arrays.stream(EventType.values())
                .filter(EventType::isState)
                .map(EventType::topic)
                .collect(toSet());
    }

    private static List<String> partners(String action, String channel) {
        return API.path("operations")
                .valueStream()
                .filter(operation -> operation.path("action").asText().equals(action))
                .filter(operation -> operation.at("/channel/$ref").asText().equals("#/channels/" + channel))
                .map(operation -> operation.at("/tags/0/name").asText())
                .toList();
    }

    private static JsonNode messageOf(String channel) {
        return resolve(API.path("channels").path(channel).path("messages").path(channel));
    }

    private static JsonNode resolve(JsonNode reference) {
        return at(reference.path("$ref").asText());
    }

    private static JsonNode at(String reference) {
        return API.at(reference.substring(1));
    }

    private static JsonNode load() {
        try {
            return new YAMLMapper().readTree(LOCATION);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
