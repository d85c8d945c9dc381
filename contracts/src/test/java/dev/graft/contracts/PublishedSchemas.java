package dev.graft.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/** The schemas as a service sees them: by their public address, read from the class path. */
final class PublishedSchemas {
    static final String BASE = "https://graft.dev/schemas/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().errorMessageKeyword("errorMessage").build();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(BASE, "classpath:schemas/")));

    private PublishedSchemas() {}

    /** A part of a schema and the address that its relative references start from. */
    record Part(URI base, JsonNode json) {
        Part within(JsonNode child) {
            return new Part(base, child);
        }

        /** What {@code $ref} points at. */
        Part referenced() {
            URI target = base.resolve(json.get("$ref").asText());
            String fragment = target.getFragment() == null ? "" : target.getFragment();
            return new Part(target, read(target).at(fragment));
        }
    }

    static URI addressOf(EventType type) {
        return URI.create(BASE + type.shortName() + "/v1.schema.json");
    }

    static Part partOf(EventType type) {
        return new Part(addressOf(type), read(addressOf(type)));
    }

    static List<String> violations(EventType type, JsonNode data) {
        return violations(addressOf(type).toString(), data);
    }

    static List<String> violations(String schemaAddress, JsonNode data) {
        JsonSchema schema = FACTORY.getSchema(SchemaLocation.of(schemaAddress), CONFIG);
        return schema.validate(data).stream().map(PublishedSchemas::sentence).toList();
    }

    /** A message that a schema words itself does not say where, so the place is always put before it. */
    private static String sentence(ValidationMessage message) {
        return message.getInstanceLocation() + ": " + message.getError();
    }

    static JsonNode read(URI address) {
        String resource = "schemas/" + address.getSchemeSpecificPart().substring("//graft.dev/schemas/".length());
        try (InputStream stream = EventType.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no schema " + resource);
            }
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
