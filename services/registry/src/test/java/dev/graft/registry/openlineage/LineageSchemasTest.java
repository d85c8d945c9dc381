package dev.graft.registry.openlineage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.platform.json.Json;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.openlineage.storage.StoredBeginnings;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The check that all tests rely on can fail. */
class LineageSchemasTest {
    private final JsonNode event = failure();

    private static JsonNode failure() {
        var translating = new TranslateEvent(
                URI.create("https://graft.dev/registry/test"),
                new Names("graft", "s3://graft", "kafka://127.0.0.1:7401"),
                new StoredBeginnings(new MemoryStore()),
                (task, version) -> Optional.empty());
        var rejected = new MeshStory("task")
                .rejected("two", DatasetRejected.Reason.UNREADABLE)
                .last();
        return Json.read(Json.bytes(translating.translate(rejected).get(1)), JsonNode.class);
    }

    @Test
    void takes_what_keeps_them() {
        assertThatCode(() -> LineageSchemas.assertValid(event)).doesNotThrowAnyException();
    }

    @Test
    void finds_a_run_without_a_uuid() {
        ((ObjectNode) event.path("run")).put("runId", "run-1");

        assertInvalid();
    }

    @Test
    void finds_a_time_that_is_none() {
        ((ObjectNode) event).put("eventTime", "yesterday");

        assertInvalid();
    }

    @Test
    void finds_a_facet_without_what_it_needs() {
        ((ObjectNode) event.at("/run/facets/errorMessage")).remove("programmingLanguage");

        assertInvalid();
    }

    @Test
    void finds_a_facet_of_graft_s_own_that_breaks_its_schema() {
        ((ObjectNode) event.at("/run/facets/graft_outcome")).put("outcome", "Two Words");

        assertInvalid();
    }

    @Test
    void finds_a_facet_of_a_version_that_nobody_has_published() {
        ((ObjectNode) event.at("/run/facets/errorMessage"))
                .put(
                        "_schemaURL",
                        "https://openlineage.io/spec/facets/9-9-9/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet");

        assertInvalid();
    }

    private void assertInvalid() {
        assertThatThrownBy(() -> LineageSchemas.assertValid(event)).isInstanceOf(AssertionError.class);
    }
}
