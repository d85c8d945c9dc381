package dev.graft.learning.image.classifier;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts a head for a run's labels on an image network: the rows of labels that a champion knows are copied, new rows are
 * drawn from a normal distribution with deviation {@value #DEVIATION}, new biases are 0.
 */
public final class ImageHead {

    private static final double DEVIATION = 0.02;

    private ImageHead() {}

    /** A new head on a bare backbone; a classifier of its source task is left out. */
    public static ImageClassifierFolder on(ImageBackboneFiles backbone, List<String> labels, HeadKind kind, long seed) {
        ImageClassifierConfig config =
                new ImageClassifierConfig(backbone.config(), backbone.preprocessing(), labels, kind);
        return new ImageClassifierFolder(config, joined(config, backbone.weights(), head(config, seed)));
    }

    /** The champion with a head for {@code labels}, some of which it may know. */
    public static ImageClassifierFolder on(
            ImageClassifierFolder champion, List<String> labels, HeadKind kind, long seed) {
        ImageClassifierConfig known = champion.config();
        ImageClassifierConfig config = new ImageClassifierConfig(known.backbone(), known.preprocessing(), labels, kind);
        SortedMap<String, HostTensor> head = head(config, seed);
        head.replaceAll((name, own) -> withKnownRows(own, champion.weight(name), known.labels(), labels));
        return new ImageClassifierFolder(config, joined(config, champion.weights(), head));
    }

    private static SortedMap<String, HostTensor> joined(
            ImageClassifierConfig config, SortedMap<String, HostTensor> network, SortedMap<String, HostTensor> head) {
        SortedMap<String, HostTensor> all = new TreeMap<>(network);
        all.putAll(head);
        all.keySet().retainAll(config.shapes().keySet());
        return all;
    }

    private static SortedMap<String, HostTensor> head(ImageClassifierConfig config, long seed) {
        Random random = new Random(seed);
        int labels = config.labels().size();
        int features = config.backbone().featureSize();
        float[] weight = new float[labels * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) (DEVIATION * random.nextGaussian());
        }
        SortedMap<String, HostTensor> head = new TreeMap<>();
        head.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(labels, features), weight));
        head.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(labels), new float[labels]));
        return head;
    }

    private static HostTensor withKnownRows(
            HostTensor own, HostTensor known, List<String> knownLabels, List<String> labels) {
        int width = Math.toIntExact(own.shape().size() / labels.size());
        float[] rows = new float[labels.size() * width];
        own.values().get(rows);
        for (int to = 0; to < labels.size(); to++) {
            int from = knownLabels.indexOf(labels.get(to));
            if (from >= 0) {
                known.values().get(from * width, rows, to * width, width);
            }
        }
        return HostTensor.of(own.shape(), rows);
    }
}
