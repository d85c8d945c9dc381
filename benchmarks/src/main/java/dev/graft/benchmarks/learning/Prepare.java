package dev.graft.benchmarks.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.tensor.Safetensors;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes what the reference learns from: our split of the rows, and our backbone as a Hugging Face folder. */
final class Prepare {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Prepare() {}

    /** Writes {@code rows.json} and the backbone's files into a folder. */
    static void write(TextSet texts, Path folder) throws IOException {
        Files.createDirectories(folder);
        ObjectNode rows = JSON.createObjectNode();
        ArrayNode labels = rows.putArray("labels");
        texts.labels().forEach(labels::add);
        rows.set("train", rows(texts, texts.train()));
        rows.set("validation", rows(texts, texts.validation()));
        rows.set("test", rows(texts, texts.test()));
        JSON.writeValue(folder.resolve("rows.json").toFile(), rows);
        BackboneFiles backbone = Backbones.named(texts.backbone());
        ObjectNode config = JSON.createObjectNode();
        backbone.config().writeTo(config);
        config.put("pooling", backbone.config().pooling().toString());
        JSON.writeValue(folder.resolve("config.json").toFile(), config);
        Safetensors.write(folder.resolve("model.safetensors"), backbone.weights(), Map.of("format", "pt"));
        Files.writeString(folder.resolve("tokenizer.json"), backbone.tokenizer());
    }

    private static ArrayNode rows(TextSet texts, List<LabelledText> rows) {
        ArrayNode array = JSON.createArrayNode();
        for (LabelledText row : rows) {
            ObjectNode node = array.addObject();
            node.put("text", row.input().text());
            if (row.input().pair() != null) {
                node.put("pair", row.input().pair());
            }
            node.put("label", texts.labels().indexOf(row.label()));
        }
        return array;
    }
}
