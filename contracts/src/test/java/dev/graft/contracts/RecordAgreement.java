package dev.graft.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.PublishedSchemas.Part;
import dev.graft.contracts.task.Task;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a record with the schema of its JSON: fields, types, nullability, enum constants. */
final class RecordAgreement {
    private static final Map<Class<?>, String> TYPES = Map.ofEntries(
            Map.entry(String.class, "string"),
            Map.entry(Duration.class, "string"),
            Map.entry(Instant.class, "string"),
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(double.class, "number"),
            Map.entry(Double.class, "number"),
            Map.entry(boolean.class, "boolean"),
            Map.entry(Boolean.class, "boolean"));

    private final List<String> found = new ArrayList<>();

    private RecordAgreement() {}

    /** Where the two disagree, one sentence each; empty when they agree. */
    static List<String> disagreements(Class<?> type, Part schema) {
        RecordAgreement agreement = new RecordAgreement();
        agreement.compareRecord(type, schema, "$");
        return agreement.found;
    }

    private void compareRecord(Class<?> type, Part schema, String path) {
        Map<String, Part> properties = new LinkedHashMap<>();
        Set<String> required = new HashSet<>();
        collect(schema, properties, required);
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        Arrays.stream(type.getRecordComponents()).forEach(each -> components.put(each.getName(), each));

        expect(path, "fields", components.keySet(), properties.keySet());
        required.stream()
                .filter(name -> !components.containsKey(name))
                .forEach(name -> found.add(path + " requires the unknown " + name));
        components.forEach((name, component) -> {
            Part property = properties.get(name);
            if (property != null) {
                compareNullability(component, property, required.contains(name), path + "." + name);
                compareType(component.getGenericType(), property, path + "." + name);
            }
        });
    }

    /** A property that only says {@code true}, or only narrows, leaves the referenced one in force. */
    private static void collect(Part schema, Map<String, Part> properties, Set<String> required) {
        if (schema.json().has("$ref")) {
            collect(schema.referenced(), properties, required);
        }
        schema.json().path("required").forEach(name -> required.add(name.asText()));
        schema.json().path("properties").properties().stream()
                .filter(field -> field.getValue().has("description") || !properties.containsKey(field.getKey()))
                .forEach(field -> properties.put(field.getKey(), schema.within(field.getValue())));
    }

    private void compareNullability(RecordComponent component, Part property, boolean required, String path) {
        if (component.getDeclaringRecord().equals(Task.class)) {
            return; // It fills what is absent with defaults, and only a declared task has a version.
        }
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean mayBeNull = typesOf(property.json()).contains("null");
        if (nullable != mayBeNull) {
            found.add(path
                    + (nullable ? " is @Nullable, its schema refuses null" : " accepts null, its record does not"));
        }
        if (required == mayBeNull) {
            found.add(path + (required ? " is required and may be null" : " is neither required nor nullable"));
        }
    }

    private void compareType(Type type, Part property, String path) {
        if (type instanceof ParameterizedType generic && generic.getRawType().equals(List.class)) {
            expectType(path, "array", property);
            Part list = property.json().has("items") ? property : property.referenced();
            compareType(
                    generic.getActualTypeArguments()[0], list.within(list.json().get("items")), path + "[]");
        } else if (type instanceof ParameterizedType) {
            expectType(path, "object", property);
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            expectType(path, "object", property);
            compareRecord(plain, property, path);
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            expectType(path, "string", property);
            expect(
                    path,
                    "constants",
                    constantsOf(plain),
                    textsOf(property.json().path("enum")));
        } else if (!typesOf(property.json()).equals(Set.of("null"))) {
            expectType(path, String.valueOf(TYPES.get(type)), property);
        }
    }

    private static Set<String> constantsOf(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Object constant : type.getEnumConstants()) {
            try {
                names.add(type.getField(((Enum<?>) constant).name())
                        .getAnnotation(JsonProperty.class)
                        .value());
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
        return names;
    }

    private void expectType(String path, String expected, Part property) {
        Set<String> types = typesOf(property.json());
        types.remove("null");
        expect(path, "types", Set.of(expected), types);
    }

    private void expect(String path, String what, Set<String> record, Set<String> schema) {
        if (!record.equals(schema)) {
            found.add(path + ": " + what + " of the record " + record + ", of the schema " + schema);
        }
    }

    private static Set<String> typesOf(JsonNode property) {
        JsonNode type = property.path("type");
        return type.isArray() ? textsOf(type) : new TreeSet<>(Set.of(type.asText()));
    }

    private static Set<String> textsOf(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.valueStream().filter(each -> !each.isNull()).forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
