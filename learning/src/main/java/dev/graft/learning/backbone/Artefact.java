package dev.graft.learning.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A backbone that a Maven artefact carries as {@code NAME.onnx} with {@code NAME-tokenizer.json}; its sizes and pooling
 * are a resource of this library.
 *
 * @param name of the files, and of the backbone
 * @param coordinates of the artefact, without its version
 * @param origin model id on the Hugging Face hub
 * @param licence SPDX identifier in lower case
 */
record Artefact(String name, String coordinates, String origin, String licence) {

    private static final String CONFIGS = "/dev/graft/learning/backbone/";

    boolean isOnClassPath() {
        return Artefact.class.getResource(onnx()) != null;
    }

    BackboneFiles read() throws IOException {
        JsonNode json;
        try (InputStream in = resource(CONFIGS + name + ".config.json")) {
            json = new ObjectMapper().readTree(in);
        }
        String tokenizer;
        try (InputStream in = resource("/" + name + "-tokenizer.json")) {
            tokenizer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        BertConfig config = BertConfig.from(json);
        boolean normalised = json.path("graft").path("normalised").asBoolean();
        try (InputStream in = resource(onnx())) {
            var tensors = OnnxWeights.read(in, new OnnxTensors(coordinates, null));
            var weights = EncoderWeights.select(coordinates, config, tensors);
            return new BackboneFiles(name, config, weights, tokenizer, origin, licence, normalised);
        }
    }

    private String onnx() {
        return "/" + name + ".onnx";
    }

    private InputStream resource(String path) throws IOException {
        InputStream in = Artefact.class.getResourceAsStream(path);
        if (in == null) {
            throw new IOException("the class path has no " + path + "; add the artefact " + coordinates);
        }
        return in;
    }
}
