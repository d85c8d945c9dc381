package dev.graft.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The example payloads that are published beside each schema. */
final class PublishedExamples {
    /** Reads and writes payloads as the services do. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private PublishedExamples() {}

    /** An example file; the name of an invalid one says what is wrong with it. */
    record Example(EventType type, Path file) {
        JsonNode json() {
            try {
                return JSON.readTree(file.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The path below the folder of all schemas, with forward slashes. */
        String name() {
            return type.shortName() + "/examples/" + file.getParent().getFileName() + "/" + file.getFileName();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static Stream<Example> valid() {
        return all().filter(example -> example.name().contains("/valid/"));
    }

    static Stream<Example> invalid() {
        return all().filter(example -> example.name().contains("/invalid/"));
    }

    private static Stream<Example> all() {
        return Arrays.stream(EventType.values())
                .flatMap(type -> Stream.of("valid", "invalid")
                        .flatMap(kind -> filesOf(type, kind).stream().map(file -> new Example(type, file))));
    }

    private static List<Path> filesOf(EventType type, String kind) {
        String folder = "schemas/" + type.shortName() + "/examples/" + kind;
        URL url = EventType.class.getClassLoader().getResource(folder);
        if (url == null) {
            throw new IllegalStateException("no folder " + folder);
        }
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(folder, e);
        }
    }
}
