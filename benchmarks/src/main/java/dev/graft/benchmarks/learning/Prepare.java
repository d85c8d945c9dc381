package dev.graft.benchmarks.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.backbone.Pooling;
import dev.graft.learning.tensor.Safetensors;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes what the references learn from: our split of the rows, and our backbone as a folder that transformers and
 * sentence-transformers open.
 */
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
        writeModules(backbone, folder);
    }

    /** The files that make a model of sentence-transformers: encoder, pooling and, where its authors do so, length 1. */
    private static void writeModules(BackboneFiles backbone, Path folder) throws IOException {
        write(
                folder.resolve("tokenizer_config.json"),
                Map.of("tokenizer_class", "PreTrainedTokenizerFast", "pad_token", "[PAD]"));
        write(folder.resolve("sentence_bert_config.json"), Map.of("do_lower_case", false));
        boolean mean = backbone.config().pooling() == Pooling.MEAN;
        Path pooling = Files.createDirectories(folder.resolve("1_Pooling"));
        write(
                pooling.resolve("config.json"),
                Map.of(
                        "word_embedding_dimension",
                        backbone.config().hiddenSize(),
                        "pooling_mode_mean_tokens",
                        mean,
                        "pooling_mode_cls_token",
                        !mean));
        List<Map<String, Object>> modules = new ArrayList<>();
        modules.add(module(0, "", "Transformer"));
        modules.add(module(1, "1_Pooling", "Pooling"));
        if (backbone.normalised()) {
            Files.createDirectories(folder.resolve("2_Normalize"));
            modules.add(module(2, "2_Normalize", "Normalize"));
        }
        write(folder.resolve("modules.json"), modules);
    }

    private static Map<String, Object> module(int index, String path, String type) {
        return Map.of("idx", index, "name", "" + index, "path", path, "type", "sentence_transformers.models." + type);
    }

    private static void write(Path file, Object value) throws IOException {
        JSON.writeValue(file.toFile(), value);
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
