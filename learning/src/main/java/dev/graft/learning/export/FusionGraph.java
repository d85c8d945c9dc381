package dev.graft.learning.export;

import static dev.graft.learning.onnx.OnnxGraph.attribute;

import dev.graft.learning.backbone.FusedBackbone;
import dev.graft.learning.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.List;

/** The scaling and joining of {@link FusedBackbone} as ONNX nodes. */
final class FusionGraph {

    private FusionGraph() {}

    /**
     * Adds the fused features (B, E).
     *
     * @param features names of the parts' values (B, E of the part)
     * @param weights one a part
     */
    static String addTo(OnnxGraph graph, List<String> features, List<Double> weights) {
        String least = graph.constant("/fusion/least", FusedBackbone.LEAST_SCALE);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            parts.add(scaled(graph, "/fusion/" + i + "/", features.get(i), least, weights.get(i)));
        }
        return graph.node("/fusion/Concat", "Concat", parts, attribute("axis", 1));
    }

    private static String scaled(OnnxGraph graph, String path, String part, String least, double weight) {
        String squares = graph.node(path + "Mul", "Mul", List.of(part, part));
        long[] axes = {1};
        String mean = graph.node(path + "ReduceMean", "ReduceMean", List.of(squares), attribute("axes", axes));
        String scale =
                graph.node(path + "Max", "Max", List.of(graph.node(path + "Sqrt", "Sqrt", List.of(mean)), least));
        String even = graph.node(path + "Div", "Div", List.of(part, scale));
        return graph.node(path + "Mul_1", "Mul", List.of(even, graph.constant(path + "weight", (float) weight)));
    }
}
