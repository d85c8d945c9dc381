package dev.graft.registry.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.resource.SchemaMapper;
import dev.graft.platform.json.Json;
import io.openlineage.client.OpenLineage.RunEvent;
import java.util.List;

/** OpenLineage's JSON Schemas, and those of Graft's own facets: an event is checked against the first, each facet against its own. */
public final class LineageSchemas {
    private static final String SPEC = "https://openlineage.io/spec/";
    private static final String OURS = "https://graft.dev/schemas/";
    private static final String EVENT = SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent";

    /** A facet's file has the name without the version, which its {@code $id} has: a mismatch finds no schema. */
    private static final SchemaMapper MAPPER = location -> {
        String uri = location.toString();
        if (uri.startsWith(OURS)) {
            return com.networknt.schema.AbsoluteIri.of("classpath:schemas/" + uri.substring(OURS.length()));
        }
        return uri.startsWith(SPEC)
                ? com.networknt.schema.AbsoluteIri.of("classpath:openlineage/spec/"
                        + uri.substring(SPEC.length()).replaceFirst("[0-9]+(-[0-9]+)+/", ""))
                : null;
    };

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            VersionFlag.V202012, builder -> builder.schemaMappers(mappers -> mappers.add(MAPPER)));

    private LineageSchemas() {}

    public static void assertValid(RunEvent event) {
        assertValid(Json.read(Json.bytes(event), JsonNode.class));
    }

    public static void assertValid(JsonNode event) {
        assertKeeps(event, EVENT);
        assertThat(event.path("schemaURL").asText()).isEqualTo(EVENT);
        List<JsonNode> facets = event.findParents("_schemaURL");
        assertThat(facets).isNotEmpty();
        facets.forEach(facet -> assertKeeps(facet, facet.path("_schemaURL").asText()));
    }

    private static void assertKeeps(JsonNode json, String schema) {
        JsonSchema loaded = FACTORY.getSchema(
                SchemaLocation.of(schema),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
        assertThat(loaded.getSchemaNode().isObject()).isTrue();
        assertThat(loaded.validate(json)).as("%s by %s", json, schema).isEmpty();
        assertVersion(schema);
    }

    private static void assertVersion(String schema) {
        String document = schema.substring(0, schema.indexOf('#'));
        JsonNode root = FACTORY.getSchema(SchemaLocation.of(document)).getSchemaNode();
        assertThat(root.path("$id").asText()).isEqualTo(document);
    }
}
