package dev.graft.learning.image.backbone;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which network a set of weights belongs to: a value that travels with them, as JSON too.
 *
 * @param family the architecture
 * @param folded whether batch normalisation is folded into the convolutions, which then have a bias; always true for
 *     families without normalisation
 * @param padding the rule that the weights were trained with
 * @param classes of the source task's classifier; 0 where the weights have none
 */
public record ImageBackboneConfig(ImageFamily family, boolean folded, PaddingRule padding, int classes) {

    public ImageBackboneConfig {
        if (classes < 0) {
            throw new IllegalArgumentException(classes + " classes");
        }
        if (!folded && !family.normalised()) {
            throw new IllegalArgumentException(family + " has no batch normalisation");
        }
        if (classes > 0 && family == ImageFamily.MOBILENET_V1_12) {
            throw new IllegalArgumentException(family + " has no classifier");
        }
    }

    /** The network as torchvision defines it. */
    public static ImageBackboneConfig torchvision(ImageFamily family, int classes) {
        return new ImageBackboneConfig(family, !family.normalised(), PaddingRule.TORCH, classes);
    }

    /** The same without the source task's classifier. */
    public ImageBackboneConfig headless() {
        return new ImageBackboneConfig(family, folded, padding, 0);
    }

    /** The width E of the pooled features. */
    public int featureSize() {
        return architecture().featureSize();
    }

    /** How many stages the network is cut into, see {@link dev.graft.learning.backbone.Backbone#stages}. */
    public int stages() {
        return architecture().stages().size();
    }

    Architecture architecture() {
        return family.architecture(this);
    }

    /** Every weight and statistic of the network by its name, torchvision's; the classifier's too. */
    public SortedMap<String, Shape> shapes() {
        SortedMap<String, Shape> shapes = new TreeMap<>();
        Architecture architecture = architecture();
        architecture.stages().forEach(stage -> stage.declare(shapes));
        architecture.classifier().declare(shapes);
        return shapes;
    }

    /**
     * Adds the stages and their pooling to a graph.
     *
     * @param pictures the name of a value (B, 3, H, W)
     * @return the name of the features (B, E)
     * @throws IllegalArgumentException where a weight is missing
     */
    public String addTo(OnnxGraph graph, Map<String, HostTensor> weights, String pictures) {
        String state = pictures;
        for (Chain stage : architecture().stages()) {
            state = stage.addTo(graph, weights, state);
        }
        return new GlobalMean().addTo(graph, weights, state);
    }
}
