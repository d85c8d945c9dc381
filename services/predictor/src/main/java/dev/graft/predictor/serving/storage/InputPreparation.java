package dev.graft.predictor.serving.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.learning.preparation.TextPreparation;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** What has to be done to a request's texts, as the model's lineage says: what was done to the rows that it learnt from. */
final class InputPreparation {
    private InputPreparation() {}

    /**
     * @param folder of the model; one from before there was any preparation says nothing
     * @throws IllegalArgumentException when the model asks for a step that this predictor does not know
     */
    static TextPreparation of(Path folder) throws IOException {
        Path lineage = folder.resolve(ModelFolder.LINEAGE_FILE);
        if (!Files.exists(lineage)) {
            return TextPreparation.NONE;
        }
        JsonNode steps = Json.read(Files.readAllBytes(lineage), JsonNode.class)
                .path("signature")
                .path("preparation");
        List<String> ids = StreamSupport.stream(steps.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return TextPreparation.of(ids);
    }
}
