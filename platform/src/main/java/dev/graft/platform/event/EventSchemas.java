package dev.graft.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.resource.ClasspathSchemaLoader;
import dev.graft.contracts.EventType;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The JSON Schemas of the contracts, compiled at first use. Thread-safe. */
final class EventSchemas {
    private static final String BASE = "https://graft.dev/schemas/";
    private static final int REPORTED = 5;

    // With the class loader of the contracts: that of a pool's thread may not find them.
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(BASE, "classpath:schemas/"))
                    .schemaLoaders(loaders -> loaders.add(new ClasspathSchemaLoader(EventType.class::getClassLoader))));
    private final Map<EventType, JsonSchema> compiled = new EnumMap<>(EventType.class);

    /** @throws MalformedEvent naming up to five places where the payload breaks the schema */
    void check(EventType type, JsonNode payload) throws MalformedEvent {
        var broken = schema(type).validate(payload);
        if (!broken.isEmpty()) {
            throw new MalformedEvent("the payload is no " + type.type() + ": "
                    + broken.stream()
                            .limit(REPORTED)
                            .map(broke -> broke.getInstanceLocation() + ": " + broke.getError())
                            .collect(Collectors.joining("; ")));
        }
    }

    private synchronized JsonSchema schema(EventType type) {
        return compiled.computeIfAbsent(
                type,
                missing -> factory.getSchema(
                        SchemaLocation.of(BASE + missing.schemaResource().substring("schemas/".length())),
                        SchemaValidatorsConfig.builder()
                                .errorMessageKeyword("errorMessage")
                                .build()));
    }
}
