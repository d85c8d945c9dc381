package dev.graft.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What other tools read of a model folder: the front matter of its card, and its {@code MLmodel}. */
public final class FolderFiles {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final String FENCE = "---\n";

    private FolderFiles() {}

    /** The front matter of a card's text, which must be what the Hugging Face hub documents. */
    public static JsonNode validFrontMatter(String card) {
        assertThat(card).startsWith(FENCE);
        JsonNode matter = yaml(card.substring(FENCE.length(), card.indexOf("\n" + FENCE, FENCE.length()) + 1));
        assertThat(schema().validate(matter)).isEmpty();
        return matter;
    }

    /** The same of a folder's {@code README.md}. */
    public static JsonNode validFrontMatter(Path folder) throws IOException {
        return validFrontMatter(Files.readString(folder.resolve("README.md")));
    }

    /** The folder's {@code MLmodel}, whose flavour {@code graft} must name files that are there. */
    public static JsonNode mlmodel(Path folder) throws IOException {
        JsonNode model = yaml(Files.readString(folder.resolve("MLmodel")));
        model.at("/flavors/graft").fields().forEachRemaining(file -> {
            if (!file.getKey().equals("task")) {
                assertThat(folder.resolve(file.getValue().asText())).exists();
            }
        });
        return model;
    }

    /** A list in JSON that a YAML file holds as a string. */
    public static JsonNode embedded(JsonNode string) throws IOException {
        return new ObjectMapper().readTree(string.asText());
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Objects.requireNonNull(
                        FolderFiles.class.getResourceAsStream("/dev/graft/learning/model/model-card.schema.json")));
    }
}
