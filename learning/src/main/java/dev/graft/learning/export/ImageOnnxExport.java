package dev.graft.learning.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.onnx.OnnxFile;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image classifier as one ONNX file ({@link OnnxFile}), with network, pooling and head inside.
 *
 * <p>Input: {@code pixel_values}, float32 (batch, 3, height, width), prepared as {@link Preprocessing} says; the sizes are
 * free. Outputs, (batch, labels): {@code logits}, which are the numbers themselves of a regression, and for classes and
 * labels {@code probabilities}. The labels, their kind and the pre-processing are metadata of the file.
 *
 * @param network the backbone; a classifier of its source task is left out
 * @param preprocessing what its pictures are prepared with
 * @param labels in the order of the logits' columns, distinct
 * @param kind what the outputs mean
 * @param weights the network's and the head's, {@link ClassifierConfig#HEAD_WEIGHT} (labels, features) and
 *     {@link ClassifierConfig#HEAD_BIAS} (labels)
 */
public record ImageOnnxExport(
        ImageBackboneConfig network,
        Preprocessing preprocessing,
        List<String> labels,
        HeadKind kind,
        SortedMap<String, HostTensor> weights) {

    public ImageOnnxExport {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("a classifier needs distinct labels, not " + labels);
        }
    }

    /**
     * Writes the file, replacing one that is there; the heap must have room for the weights. The same model gives the
     * same bytes.
     *
     * @throws IllegalArgumentException where a weight is missing
     */
    public Path write(Path file) throws IOException {
        OnnxFile.requireRoom(network.headless().shapes().values());
        OnnxGraph graph = new OnnxGraph("image_classifier");
        String pictures = graph.floatInput("pixel_values", "batch", "3", "height", "width");
        String features = network.addTo(graph, weights, pictures);
        new HeadGraph(weights, labels.size(), kind).addTo(graph, features);
        ObjectMapper json = new ObjectMapper();
        Map<String, String> metadata = Map.of(
                "labels", json.writeValueAsString(labels),
                "preprocessing", json.writeValueAsString(preprocessing),
                "problem_type", kind.problemType());
        return OnnxFile.write(file, graph, new TreeMap<>(metadata));
    }
}
