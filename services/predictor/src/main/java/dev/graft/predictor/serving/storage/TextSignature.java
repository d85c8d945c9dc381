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

/**
 * What a model of texts reads, as its lineage says.
 *
 * @param preparation of a request's texts: what was done to the rows that the model learnt from
 * @param pairs whether an input is two texts
 */
record TextSignature(TextPreparation preparation, boolean pairs) {
    /**
     * @param folder of the model; one from before there was any preparation says nothing
     * @throws IllegalArgumentException when the model asks for a step that this predictor does not know
     */
    static TextSignature of(Path folder) throws IOException {
        Path lineage = folder.resolve(ModelFolder.LINEAGE_FILE);
        if (!Files.exists(lineage)) {
            return new TextSignature(TextPreparation.NONE, false);
        }
        JsonNode signature =
                Json.read(Files.readAllBytes(lineage), JsonNode.class).path("signature");
        List<String> steps = StreamSupport.stream(signature.path("preparation").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new TextSignature(
                TextPreparation.of(steps), signature.path("inputs").size() == 2);
    }
}
