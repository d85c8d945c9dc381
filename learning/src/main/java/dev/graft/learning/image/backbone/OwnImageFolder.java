package dev.graft.learning.image.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A network in a folder of our own: what it is and how its pictures are prepared, under {@code graft}. */
final class OwnImageFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWN = "graft";
    private static final String MODEL_TYPE = "graft-image-backbone";

    private OwnImageFolder() {}

    static boolean isOwn(JsonNode config) {
        return config.path("model_type").asText().equals(MODEL_TYPE);
    }

    static ImageBackboneFiles read(Path folder, JsonNode config) throws IOException {
        JsonNode own = config.path(OWN);
        String name = String.valueOf(folder.getFileName());
        return new ImageBackboneFiles(
                name,
                JSON.treeToValue(own.path("backbone"), ImageBackboneConfig.class),
                JSON.treeToValue(own.path("preprocessing"), Preprocessing.class),
                Safetensors.read(folder.resolve("model.safetensors")),
                own.path("origin").asText(name),
                own.path("licence").asText("other"));
    }

    static void write(ImageBackboneFiles files, Path folder) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("model_type", MODEL_TYPE);
        ObjectNode own = json.putObject(OWN);
        own.set("backbone", JSON.valueToTree(files.config()));
        own.set("preprocessing", JSON.valueToTree(files.preprocessing()));
        own.put("origin", files.origin());
        own.put("licence", files.licence());
        Files.createDirectories(folder);
        Safetensors.write(folder.resolve("model.safetensors"), files.weights(), Map.of("format", "pt"));
        Files.writeString(folder.resolve("config.json"), json.toPrettyString() + "\n");
    }
}
