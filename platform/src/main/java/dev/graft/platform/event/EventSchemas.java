package dev.graft.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.resource.ClasspathSchemaLoader;
import dev.graft.contracts.EventType;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The JSON Schemas of the contracts, compiled at first use. What a {@link Shape} is sure of is not validated again; all else
 * is, and only the validator says what is wrong. Thread-safe.
 */
final class EventSchemas {
    private static final String BASE = "https://graft.dev/schemas/";
    private static final String FOLDER = "schemas/";
    private static final int REPORTED = 5;

    // With the class loader of the contracts: that of a pool's thread may not find them.
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(BASE, "classpath:" + FOLDER))
                    .schemaLoaders(loaders -> loaders.add(new ClasspathSchemaLoader(EventType.class::getClassLoader))));
    private final Map<EventType, JsonSchema> compiled = new EnumMap<>(EventType.class);
    private final Map<EventType, Shape> shapes = new ConcurrentHashMap<>();

    /** @throws MalformedEvent naming up to five places where the payload breaks the schema */
    void check(EventType type, JsonNode payload) throws MalformedEvent {
        if (shape(type).surelyKeeps(payload)) {
            return;
        }
        var broken = schema(type).validate(payload);
        if (!broken.isEmpty()) {
            throw new MalformedEvent("the payload is no " + type.type() + ": "
                    + broken.stream()
                            .limit(REPORTED)
                            .map(broke -> broke.getInstanceLocation() + ": " + broke.getError())
                            .collect(Collectors.joining("; ")));
        }
    }

    synchronized JsonSchema schema(EventType type) {
        return compiled.computeIfAbsent(
                type,
                missing -> factory.getSchema(
                        SchemaLocation.of(address(missing)),
                        SchemaValidatorsConfig.builder()
                                .errorMessageKeyword("errorMessage")
                                .build()));
    }

    Shape shape(EventType type) {
        return shapes.computeIfAbsent(
                type, missing -> new Shapes(EventSchemas::document).at(URI.create(address(missing))));
    }

    private static String address(EventType type) {
        return BASE + type.schemaResource().substring(FOLDER.length());
    }

    private static JsonNode document(URI address) {
        String resource = FOLDER + address.toString().substring(BASE.length());
        try (InputStream schema = EventType.class.getClassLoader().getResourceAsStream(resource)) {
            return Json.mapper().readTree(Objects.requireNonNull(schema, resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
