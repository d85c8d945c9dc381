package dev.graft.learning.export;

import static dev.graft.learning.onnx.OnnxGraph.attribute;

import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
import java.util.SortedMap;

/**
 * A head as ONNX nodes with the outputs that callers read.
 *
 * @param weights hold {@link ClassifierConfig#HEAD_WEIGHT} (C, E) and {@link ClassifierConfig#HEAD_BIAS} (C)
 * @param outputs C
 * @param kind what they mean
 */
record HeadGraph(SortedMap<String, HostTensor> weights, int outputs, HeadKind kind) {

    static final String LOGITS = "logits";
    static final String PROBABILITIES = "probabilities";

    /** Adds the head over {@code features} (B, E), the logits and, where the outputs are no numbers, probabilities. */
    void addTo(OnnxGraph graph, String features) {
        String weight = graph.weight(ClassifierConfig.HEAD_WEIGHT, required(ClassifierConfig.HEAD_WEIGHT));
        String bias = graph.weight(ClassifierConfig.HEAD_BIAS, required(ClassifierConfig.HEAD_BIAS));
        String logits = graph.node("/classifier/Gemm", "Gemm", List.of(features, weight, bias), attribute("transB", 1));
        String size = Integer.toString(outputs);
        graph.output(LOGITS, logits, "batch", size);
        if (kind == HeadKind.CLASSES) {
            String shares = graph.node("/Softmax", "Softmax", List.of(logits), attribute("axis", 1));
            graph.output(PROBABILITIES, shares, "batch", size);
        } else if (kind == HeadKind.LABELS) {
            graph.output(PROBABILITIES, graph.node("/Sigmoid", "Sigmoid", List.of(logits)), "batch", size);
        }
    }

    private HostTensor required(String name) {
        HostTensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the model has no weight " + name);
        }
        return tensor;
    }
}
